namespace SupportBot.Models.Tuning.Hosted;

// A service that trains by OpenAI's API. Routes differ in how the result is made callable.
internal abstract class HostedTuning(HostedTrainer trainer) : ITuningRoute
{
    public abstract string Name { get; }

    public bool IsShared => false;

    public abstract string? Notice { get; }

    public abstract bool IsClosed { get; }

    public Task<TuningResult<string>> StartAsync(TuningTask task, CancellationToken cancellationToken) =>
        trainer.StartAsync(task, cancellationToken);

    public Task<TuningResult<string?>> FindAsync(string name, CancellationToken cancellationToken) =>
        trainer.FindAsync(name, cancellationToken);

    public Task<TuningResult<TuningJob>> ReadAsync(string jobId, CancellationToken cancellationToken) =>
        trainer.ReadAsync(jobId, cancellationToken);

    public Task<TuningResult<TuningJob>> CancelAsync(string jobId, CancellationToken cancellationToken) =>
        trainer.CancelAsync(jobId, cancellationToken);

    public abstract Task<TuningResult<string>> DeployAsync(
        string name, string tunedModel, CancellationToken cancellationToken);

    public abstract Task<TuningResult<string>> WithdrawAsync(
        string name, string tunedModel, CancellationToken cancellationToken);
}
