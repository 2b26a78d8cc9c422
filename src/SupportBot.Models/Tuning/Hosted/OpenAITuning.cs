namespace SupportBot.Models.Tuning.Hosted;

// A tuned model of OpenAI is callable by its own name, so there is nothing to deploy.
internal sealed class OpenAITuning(HostedTrainer trainer, TuningOptions options, TimeProvider time) : ITuningRoute
{
    public string Name => TuningOptions.OpenAI;

    public bool IsShared => false;

    public bool IsClosed => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) > options.JobsEnd;

    public string? Notice => IsClosed
        ? $"OpenAI has taken no training jobs since {options.OpenAIJobsEnd} (Tuning:OpenAIJobsEnd)."
        : "OpenAI trains only for organizations that have trained before, and takes jobs until "
            + $"{options.OpenAIJobsEnd}. Tuned gpt-4o and gpt-4.1 models stop on {options.OpenAIModelsEnd}.";

    public Task<TuningResult<string>> StartAsync(TuningTask task, CancellationToken cancellationToken) =>
        trainer.StartAsync(task, cancellationToken);

    public Task<TuningResult<string?>> FindAsync(string name, CancellationToken cancellationToken) =>
        trainer.FindAsync(name, cancellationToken);

    public Task<TuningResult<TuningJob>> ReadAsync(string jobId, CancellationToken cancellationToken) =>
        trainer.ReadAsync(jobId, cancellationToken);

    public Task<TuningResult<TuningJob>> CancelAsync(string jobId, CancellationToken cancellationToken) =>
        trainer.CancelAsync(jobId, cancellationToken);

    public Task<TuningResult<string>> DeployAsync(
        string name, string tunedModel, CancellationToken cancellationToken) =>
        Task.FromResult<TuningResult<string>>(new TuningResult<string>.Succeeded(tunedModel));

    public Task<TuningResult<string>> WithdrawAsync(
        string name, string tunedModel, CancellationToken cancellationToken) =>
        Task.FromResult<TuningResult<string>>(new TuningResult<string>.Succeeded(""));
}
