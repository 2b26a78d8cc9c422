using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.Models.Tuning.Hosted;

namespace SupportBot.Models.Tuning.OpenWeight;

// Adapters are given at the start (--lora, --lora-init-without-apply); their scale decides which one applies.
internal sealed class LlamaCppServer(AdapterCalls calls, string model) : IAdapterServer
{
    private const string Path = "/lora-adapters";

    public bool IsShared => true;

    public Task<TuningResult<string>> LoadAsync(string name, string adapter, CancellationToken cancellationToken) =>
        ScaleAsync(adapter, 1, cancellationToken);

    public async Task<TuningResult<string>> UnloadAsync(
        string name, string adapter, CancellationToken cancellationToken) =>
        await ScaleAsync(adapter, 0, cancellationToken).ConfigureAwait(false) is TuningResult<string>.Failed failed
            ? failed
            : new TuningResult<string>.Succeeded("");

    private async Task<TuningResult<string>> ScaleAsync(string adapter, int scale, CancellationToken cancellationToken)
    {
        var (body, _, failure) = await calls.SendAsync(HttpMethod.Get, Path, null, cancellationToken)
            .ConfigureAwait(false);
        if (failure is not null) return failure;
        if (IdOf(adapter, body) is not { } id)
            return new TuningResult<string>.Failed(
                $"llama-server has no adapter {adapter}. Start it with --lora {adapter} --lora-init-without-apply.");
        // Adapters that are not named get the scale 0.
        var (_, _, refused) = await calls.SendAsync(
            HttpMethod.Post, Path, new JsonArray(new JsonObject { ["id"] = id, ["scale"] = scale }),
            cancellationToken).ConfigureAwait(false);
        return refused is null ? new TuningResult<string>.Succeeded(model) : refused;
    }

    private static int? IdOf(string adapter, string body) =>
        TrainerJson.Parse(body) is { ValueKind: JsonValueKind.Array } adapters
            ? (int?)adapters.EnumerateArray()
                .FirstOrDefault(each => System.IO.Path.GetFileName(each.Text("path"))
                    == System.IO.Path.GetFileName(adapter)).Number("id")
            : null;
}
