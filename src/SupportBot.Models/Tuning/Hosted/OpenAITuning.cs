namespace SupportBot.Models.Tuning.Hosted;

// A tuned model of OpenAI is callable by its own name, so there is nothing to deploy.
internal sealed class OpenAITuning(HostedTrainer trainer, TuningOptions options, TimeProvider time)
    : HostedTuning(trainer)
{
    public override string Name => TuningOptions.OpenAI;

    public override bool IsClosed => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) > options.JobsEnd;

    public override string? Notice => IsClosed
        ? $"OpenAI has taken no training jobs since {options.OpenAIJobsEnd} (Tuning:OpenAIJobsEnd)."
        : "OpenAI trains only for organizations that have trained before, and takes jobs until "
            + $"{options.OpenAIJobsEnd}. Tuned gpt-4o and gpt-4.1 models stop on {options.OpenAIModelsEnd}.";

    public override Task<TuningResult<string>> DeployAsync(
        string name, string tunedModel, CancellationToken cancellationToken) =>
        Task.FromResult<TuningResult<string>>(new TuningResult<string>.Succeeded(tunedModel));

    public override Task<TuningResult<string>> WithdrawAsync(
        string name, string tunedModel, CancellationToken cancellationToken) =>
        Task.FromResult<TuningResult<string>>(new TuningResult<string>.Succeeded(""));
}
