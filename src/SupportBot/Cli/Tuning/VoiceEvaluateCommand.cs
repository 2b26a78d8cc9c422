using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Voice.Versions;
using SupportBot.Models;
using SupportBot.Models.Tuning;
using SupportBot.Settings;
using SupportBot.Tuning;

namespace SupportBot.Cli.Tuning;

internal sealed class VoiceEvaluateCommand : ReportCommand
{
    private readonly Argument<string> _version = VoiceVersionArgument.Create();
    private readonly Option<string> _questions = CommonOptions.Required(
        "--questions", "FILE", "Held-out questions, one JSON object a line, as for 'eval answers'.");
    private readonly Option<string?> _checkpoint = CommonOptions.Text(
        "--checkpoint", "NAME", "Evaluate this checkpoint of the training in place of its last model.");

    public VoiceEvaluateCommand() : base("evaluate",
        "Deploy a trained version and measure it against the model of the settings on held-out questions. "
        + "Exit code 0: the gate passed; 1: it did not; 2: a file or setting is wrong.") =>
        Add(_version, _questions, _checkpoint);

    protected override Task<ServiceProvider> OpenAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        Composition.OpenAsync(arguments.GetValue(Data), cancellationToken);

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var version = await VoiceVersionArgument.FindAsync(
            services, arguments.GetValue(_version)!, cancellationToken);
        var questions = arguments.GetValue(_questions)!;
        var cases = AnswerCase.Read(questions);
        version = await PrepareAsync(services, version, arguments.GetValue(_checkpoint), cancellationToken);
        await services.GetRequiredService<IndexFollower>().CatchUpAsync(cancellationToken);
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(questions, cancellationToken)));
        var comparison = await CompareAsync(services, version, cases, cancellationToken);
        var evaluation = comparison.Evaluate(
            services.GetRequiredService<TimeProvider>().GetUtcNow(), hash,
            services.GetRequiredService<IOptions<ModelsOptions>>().Value.ChatModel, version.Model);
        await services.GetRequiredService<VoiceVersionStore>().EvaluatedAsync(version.Number, evaluation);
        var objections = PromotionGate.Objections(evaluation);
        return new(
            new { version = version.Id, evaluation, objections }, () => Show(version, evaluation, objections),
            objections.Count == 0);
    }

    private static void Show(VoiceVersion version, VoiceEvaluation evaluation, IReadOnlyList<string> objections)
    {
        EvaluationView.Show(evaluation);
        if (objections.Count == 0) Terminal.WriteLine($"Next: supportbot voice promote {version.Id}");
    }

    private static async Task<VoiceVersion> PrepareAsync(
        IServiceProvider services, VoiceVersion version, string? checkpoint, CancellationToken cancellationToken)
    {
        if (services.GetService<AnswerModel>() is not { Judge: not null })
            throw new SettingsException("Models write only where a judge checks them. Set Models:Provider, "
                + "Models:ChatModel and a judge; docs/language-models.md has examples.");
        if (version.State is not (VoiceState.Trained or VoiceState.Evaluated or VoiceState.Retired))
            throw new SettingsException($"{version.Id} is {version.State.ToString().ToLowerInvariant()}. "
                + "Only a trained version that writes for nobody can be evaluated.");
        if (checkpoint is not null)
        {
            await services.GetRequiredService<VoiceVersionStore>().ChooseAsync(version.Number, checkpoint);
            version = version with { TunedModel = checkpoint, Model = "" };
        }
        return await VoiceDeployCommand.AgainAsync(services, version, cancellationToken);
    }

    // A server with one voice for all callers is switched between the two runs, and back at the end.
    private static async Task<VoiceComparison> CompareAsync(
        IServiceProvider services, VoiceVersion version, IReadOnlyList<AnswerCase> cases,
        CancellationToken cancellationToken)
    {
        var (pipelines, time) =
            (services.GetRequiredService<VoicePipelines>(), services.GetRequiredService<TimeProvider>());
        var trainer = services.GetRequiredService<VoiceTrainer>();
        var isShared = services.GetRequiredService<ITuningRoute>().IsShared;
        var candidate = await AnswerRun.OfAsync(
            cases, pipelines.With(new ServingVoice(version.Id, version.Model)), time, cancellationToken);
        if (isShared) await trainer.WithdrawAsync(version, cancellationToken);
        var before = await AnswerRun.OfAsync(cases, pipelines.With(null), time, cancellationToken);
        var (profile, brand) = (services.GetRequiredService<Brand>().Voice,
            services.GetRequiredService<IOptions<BrandOptions>>().Value);
        return new VoiceComparison(
            before, candidate, profile, language => BrandTexts.Gate(brand, profile, language));
    }
}
