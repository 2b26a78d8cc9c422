namespace SupportBot.Models.Tuning.OpenWeight;

// Switches adapters of a local server on and off while it runs.
internal interface IAdapterServer
{
    // Whether an adapter applies to every request, whatever model it names.
    bool IsShared { get; }

    // Returns the name by which the model with the adapter is called.
    Task<TuningResult<string>> LoadAsync(string name, string adapter, CancellationToken cancellationToken);

    Task<TuningResult<string>> UnloadAsync(string name, string adapter, CancellationToken cancellationToken);
}
