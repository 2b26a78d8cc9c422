using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAI;

namespace SupportBot.Models.Tuning.Hosted;

// Files and jobs in raw JSON over the client's pipeline: its typed calls fail on Azure's states and on null members.
internal sealed class TrainerApi(OpenAIClient client, Uri address, string key)
{
    private const int MaxMessage = 300;

    private static readonly PipelineMessageClassifier AnySuccess =
        PipelineMessageClassifier.Create([200, 201, 202, 204]);

    public Task<TuningResult<JsonElement>> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync("GET", path, null, "", cancellationToken);

    public Task<TuningResult<JsonElement>> PostAsync(
        string path, JsonObject? body, CancellationToken cancellationToken) =>
        SendAsync(
            "POST", path, body is null ? null : BinaryContent.Create(BinaryData.FromString(body.ToJsonString())),
            "application/json", cancellationToken);

    // Azure wants a Content-Type on the part with the file.
    public async Task<TuningResult<JsonElement>> UploadAsync(
        string name, byte[] rows, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent();
        using var purpose = new StringContent("fine-tune");
        using var file = new ByteArrayContent(rows);
        purpose.Headers.ContentType = null;
        file.Headers.ContentType = new MediaTypeHeaderValue("application/jsonl");
        form.Add(purpose, "\"purpose\"");
        form.Add(file, "\"file\"", $"\"{name}\"");
        var body = await form.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return await SendAsync(
            "POST", "files", BinaryContent.Create(BinaryData.FromBytes(body)),
            form.Headers.ContentType!.ToString(), cancellationToken).ConfigureAwait(false);
    }

    private async Task<TuningResult<JsonElement>> SendAsync(
        string method, string path, BinaryContent? body, string contentType, CancellationToken cancellationToken)
    {
        using var message = client.Pipeline.CreateMessage();
        message.ResponseClassifier = AnySuccess;
        message.Request.Method = method;
        message.Request.Uri = new Uri(address, path);
        message.Request.Headers.Set("Accept", "application/json");
        message.Request.Content = body;
        if (body is not null) message.Request.Headers.Set("Content-Type", contentType);
        message.Apply(new RequestOptions { CancellationToken = cancellationToken });
        try
        {
            await client.Pipeline.SendAsync(message).ConfigureAwait(false);
            return Read(message.Response!);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary: the library, its identity and the network can throw any exception.
            return new TuningResult<JsonElement>.Failed(
                $"{address.Host} cannot be reached ({(e.InnerException ?? e).GetType().Name}).", IsPassing: true);
        }
    }

    private TuningResult<JsonElement> Read(PipelineResponse response)
    {
        var (status, body) = (response.Status, response.Content.ToString());
        if (status is >= 200 and < 300)
            return TrainerJson.Parse(body) is { } json
                ? new TuningResult<JsonElement>.Succeeded(json)
                : new TuningResult<JsonElement>.Failed($"{address.Host} sent what is no JSON.");
        var isPassing = status is 408 or 429 or >= 500;
        return new TuningResult<JsonElement>.Failed(
            $"{address.Host} answered {status}{Explain(status, body)}", isPassing);
    }

    // A server may repeat the key in its message.
    private string Explain(int status, string body)
    {
        if (status is 401 or 403) return ": check Tuning:ApiKey, or the role of the host's identity.";
        var said = TrainerJson.ErrorOf(body);
        if (key.Length > 0) said = said.Replace(key, "…", StringComparison.Ordinal);
        return said.Length == 0 ? "." : $": {(said.Length > MaxMessage ? said[..MaxMessage] : said)}";
    }
}
