namespace SupportBot.Models.Tuning.OpenWeight;

// A server that serves the tuned model by its name already.
internal sealed class NamedModelServer : IAdapterServer
{
    public bool IsShared => false;

    public Task<TuningResult<string>> LoadAsync(string name, string adapter, CancellationToken cancellationToken) =>
        Task.FromResult<TuningResult<string>>(new TuningResult<string>.Succeeded(adapter));

    public Task<TuningResult<string>> UnloadAsync(string name, string adapter, CancellationToken cancellationToken) =>
        Task.FromResult<TuningResult<string>>(new TuningResult<string>.Succeeded(""));
}
