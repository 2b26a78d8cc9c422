namespace SupportBot.Models.Tuning.Hosted;

internal sealed class AzureTuning(HostedTrainer trainer, AzureDeployments deployments) : HostedTuning(trainer)
{
    public override string Name => TuningOptions.Azure;

    public override string? Notice => null;

    public override bool IsClosed => false;

    public override Task<TuningResult<string>> DeployAsync(
        string name, string tunedModel, CancellationToken cancellationToken) =>
        deployments.PutAsync(name, tunedModel, cancellationToken);

    // Kept, so that going back to it is as fast as leaving it.
    public override Task<TuningResult<string>> WithdrawAsync(
        string name, string tunedModel, CancellationToken cancellationToken) =>
        Task.FromResult<TuningResult<string>>(new TuningResult<string>.Succeeded(
            $"The deployment {name} is kept and costs money by the hour. If you do not go back to it, delete it: "
                + deployments.DeleteCommand(name)));
}
