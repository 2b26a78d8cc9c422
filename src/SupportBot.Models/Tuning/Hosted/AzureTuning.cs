namespace SupportBot.Models.Tuning.Hosted;

internal sealed class AzureTuning(HostedTrainer trainer, AzureDeployments deployments) : ITuningRoute
{
    public string Name => TuningOptions.Azure;

    public bool IsShared => false;

    public string? Notice => null;

    public bool IsClosed => false;

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
        deployments.PutAsync(name, tunedModel, cancellationToken);

    // Kept, so that going back to it is as fast as leaving it.
    public Task<TuningResult<string>> WithdrawAsync(
        string name, string tunedModel, CancellationToken cancellationToken) =>
        Task.FromResult<TuningResult<string>>(new TuningResult<string>.Succeeded(
            $"The deployment {name} is kept and costs money by the hour. If you do not go back to it, delete it: "
                + deployments.DeleteCommand(name)));
}
