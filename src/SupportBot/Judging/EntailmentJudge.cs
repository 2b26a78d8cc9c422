using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;
using SupportBot.Core.Answers.Generation;
using SupportBot.Embedded.Onnx;
using SupportBot.Models;
using SupportBot.Settings;

namespace SupportBot.Judging;

// Judges sentences with an entailment model in this process. It is a hosted service, so that a wrong folder stops the
// start.
internal sealed class EntailmentJudge : BackgroundService
{
    private const string Setting = "Models:EntailmentFolder";

    // A sentence is said if it is more likely entailed than not.
    private const double LeastProbability = 0.5;

    private readonly EntailmentModel _model;
    private readonly ModelCall _call;

    public EntailmentJudge(IOptions<ModelsOptions> options)
    {
        var folder = options.Value.EntailmentFolder;
        try
        {
            _model = new EntailmentModel(folder);
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException($"{Setting}: {e.Message}");
        }
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        _call = new ModelCall("", name, name, ModelUsage.None);
    }

    public Task<ModelResult<Judgement>> JudgeAsync(JudgementTask task, CancellationToken cancellationToken) => Task.Run(
        () => Judge(task, cancellationToken), cancellationToken);

    public override void Dispose()
    {
        _model.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

    private ModelResult<Judgement> Judge(JudgementTask task, CancellationToken cancellationToken)
    {
        try
        {
            return new ModelResult<Judgement>.Succeeded(
                new([.. task.Inferences.Select(inference => IsEntailed(inference, cancellationToken))]), _call);
        }
        catch (Exception e) when (e is InvalidDataException or OnnxRuntimeException)
        {
            return new ModelResult<Judgement>.Failed(new(ModelFault.Broken, $"cannot judge: {e.Message}"), _call);
        }
    }

    // By one passage, or by all together.
    private bool IsEntailed(Inference inference, CancellationToken cancellationToken)
    {
        IEnumerable<string> premises = inference.Premises.Count > 1
            ? [.. inference.Premises, string.Join("\n\n", inference.Premises)]
            : inference.Premises;
        return premises.Any(premise =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return _model.Entails(premise, inference.Hypothesis) >= LeastProbability;
        });
    }
}
