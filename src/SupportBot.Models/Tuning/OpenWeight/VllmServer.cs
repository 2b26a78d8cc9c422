using System.Text.Json.Nodes;

namespace SupportBot.Models.Tuning.OpenWeight;

// Needs --enable-lora and VLLM_ALLOW_RUNTIME_LORA_UPDATING=True. The adapter's name is the model in calls.
internal sealed class VllmServer(AdapterCalls calls) : IAdapterServer
{
    public bool IsShared => false;

    public async Task<TuningResult<string>> LoadAsync(
        string name, string adapter, CancellationToken cancellationToken)
    {
        var (body, status, failure) = await calls.SendAsync(
            HttpMethod.Post, "/v1/load_lora_adapter",
            new JsonObject { ["lora_name"] = name, ["lora_path"] = adapter }, cancellationToken).ConfigureAwait(false);
        return failure is null || IsLoaded(status, body) ? new TuningResult<string>.Succeeded(name) : failure;
    }

    public async Task<TuningResult<string>> UnloadAsync(
        string name, string adapter, CancellationToken cancellationToken)
    {
        var (_, status, failure) = await calls.SendAsync(
            HttpMethod.Post, "/v1/unload_lora_adapter", new JsonObject { ["lora_name"] = name },
            cancellationToken).ConfigureAwait(false);
        return failure is null || status == 404 ? new TuningResult<string>.Succeeded("") : failure;
    }

    private static bool IsLoaded(int status, string body) =>
        status == 400 && body.Contains("already been loaded", StringComparison.Ordinal);
}
