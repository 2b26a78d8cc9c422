using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.Core.Answers.Generation;
using SupportBot.Embedded.Onnx;
using SupportBot.Models;
using SupportBot.Models.Connecting;

namespace SupportBot.Diagnosis;

// The probe comes from the service provider, since it is not registered if the settings are wrong.
internal sealed class ModelCheck(IOptions<ModelsOptions> options, IServiceProvider services) : ICheck
{
    public string Name => "language model";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var models = options.Value;
        if (!models.IsConfigured)
        {
            yield return DoctorFinding.Skipped(
                Name, "None is configured (Models:Provider is none): answers are the documents' own sentences.");
            yield break;
        }
        var probe = services.GetRequiredService<ModelProbe>();
        if (models.ChatModel.Length > 0)
            yield return await ChatAsync(probe, models.ChatModel, "Models:ChatModel", cancellationToken);
        if (models.JudgingModel.Length > 0 && models.JudgingModel != models.ChatModel)
            yield return await ChatAsync(probe, models.JudgingModel, "Models:JudgeModel", cancellationToken);
        if (models.ChatModel.Length > 0) yield return Judge(models);
        if (models.EmbeddingModel.Length > 0)
            yield return await EmbedAsync(probe, models.EmbeddingModel, cancellationToken);
    }

    private async Task<DoctorFinding> ChatAsync(
        ModelProbe probe, string model, string setting, CancellationToken cancellationToken)
    {
        if (await probe.ChatAsync(model, isStructured: true, cancellationToken) is not { } failure)
            return DoctorFinding.Good(Name, $"{model} answers, and takes a form for its answer.");
        return failure.Fault == ModelFault.Refused
            && await probe.ChatAsync(model, isStructured: false, cancellationToken) is null
            ? DoctorFinding.Doubtful(Name, $"{model} answers, but takes no form for its answer: it {failure.Reason}.",
                "Follow-up questions are understood by rules then, and nothing is judged, so that answers stay the "
                    + "documents' own sentences. Choose a model and server that know response_format with json_schema.",
                setting)
            : Wrong(model, failure, setting);
    }

    private DoctorFinding Judge(ModelsOptions models)
    {
        if (models.EntailmentFolder.Length > 0) return OpenEntailment(models.EntailmentFolder);
        return models.JudgingModel.Length > 0
            ? DoctorFinding.Good(
                Name, $"{models.JudgingModel} judges each sentence and translation before it is shown.")
            : DoctorFinding.Doubtful(
                Name,
                "There is no judge, so nothing is written or translated: answers are the documents' own sentences.",
                "Leave Models:JudgeModel empty for the model that answers, or name another one.", "Models:JudgeModel");
    }

    private DoctorFinding OpenEntailment(string folder)
    {
        const string Setting = "Models:EntailmentFolder";
        try
        {
            using var model = new EntailmentModel(folder);
            model.Entails("The shop is open on Sunday.", "The shop is open.");
            return DoctorFinding.Good(
                Name, $"The entailment model in {folder} judges each sentence and translation before it is shown.");
        }
        catch (InvalidDataException e)
        {
            return DoctorFinding.Wrong(
                Name, $"{Setting}: {e.Message}", "docs/language-models.md names the files that belong there.", Setting);
        }
    }

    private async Task<DoctorFinding> EmbedAsync(ModelProbe probe, string model, CancellationToken cancellationToken)
    {
        var (dimensions, failure) = await probe.EmbedAsync(cancellationToken);
        return failure is null
            ? DoctorFinding.Good(Name, $"{model} makes vectors of {dimensions} dimensions.")
            : Wrong(model, failure, "Models:EmbeddingModel");
    }

    private DoctorFinding Wrong(string model, ModelFailure failure, string setting) =>
        DoctorFinding.Wrong(Name, $"{model} {failure.Reason}.", Fix(failure.Fault, setting), setting);

    private string Version => options.Value.Provider == "azure" ? ", Models:ApiVersion" : "";

    private string Fix(ModelFault fault, string setting) => fault switch
    {
        ModelFault.RateLimited => "Wait a minute, or raise the quota of the account or deployment.",
        ModelFault.Unavailable or ModelFault.TimedOut =>
            "Check Models:Endpoint, the network, the proxy (HTTPS_PROXY), and that the server has the model loaded.",
        ModelFault.Broken => "Check Models:Endpoint: something else may answer there.",
        _ => $"Check Models:Endpoint, Models:ApiKey{Version} and {setting}. "
            + "docs/language-models.md has an example for each kind of server.",
    };
}
