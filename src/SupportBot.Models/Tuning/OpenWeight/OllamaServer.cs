using System.Text.Json.Nodes;

namespace SupportBot.Models.Tuning.OpenWeight;

// Calls go to an alias, a copy that takes no space. The model itself is made from the adapter with "ollama create".
internal sealed class OllamaServer(AdapterCalls calls) : IAdapterServer
{
    public bool IsShared => false;

    public async Task<TuningResult<string>> LoadAsync(
        string name, string adapter, CancellationToken cancellationToken)
    {
        var (_, _, failure) = await calls.SendAsync(
            HttpMethod.Post, "/api/copy", new JsonObject { ["source"] = adapter, ["destination"] = name },
            cancellationToken).ConfigureAwait(false);
        return failure is null ? new TuningResult<string>.Succeeded(name) : failure;
    }

    public async Task<TuningResult<string>> UnloadAsync(
        string name, string adapter, CancellationToken cancellationToken)
    {
        var (_, status, failure) = await calls.SendAsync(
            HttpMethod.Delete, "/api/delete", new JsonObject { ["model"] = name },
            cancellationToken).ConfigureAwait(false);
        return failure is null || status == 404 ? new TuningResult<string>.Succeeded("") : failure;
    }
}
