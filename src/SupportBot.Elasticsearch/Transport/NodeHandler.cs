using System.Text.Json;

namespace SupportBot.Elasticsearch.Transport;

// Sends one request to one node below the official client. Large bodies are compressed. The response is read completely
// within its limit before the client parses it, so that a broken connection is an error of the node.
internal sealed class NodeHandler(HttpMessageHandler connection, int maxResponseBytes) : DelegatingHandler(connection)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { Headers.ContentLength: null or >= CompressedContent.Threshold } body)
            request.Content = new CompressedContent(body);
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(maxResponseBytes, cancellationToken);
            if (response.IsSuccessStatusCode) await CheckAsync(request, response, cancellationToken);
            return response;
        }
        catch (Exception e)
        {
            response.Dispose();
            if (e is not (IOException or InvalidDataException)) throw;
            // The connection broke, or the compressed response is damaged.
            throw new HttpRequestException(HttpRequestError.ResponseEnded, e.GetType().Name, e);
        }
    }

    // The client checks the product only once, so a single response of a proxy would disable it until a restart. It
    // also reads an empty body or null as an object with default values.
    private static async Task CheckAsync(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType?.MediaType ?? "no content type";
        var isJson = type.EndsWith("json", StringComparison.OrdinalIgnoreCase);
        response.Headers.TryGetValues("X-elastic-product", out var products);
        if (products?.Contains("Elasticsearch") != true) throw new OtherProductException(isJson ? null : type);
        if (!isJson || request.Method == HttpMethod.Head) return;
        var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (content.ReadByte() != '{') throw new JsonException("no object");
        content.Position = 0;
    }
}

// The response is not from Elasticsearch, or a proxy changed its content type.
internal sealed class OtherProductException(string? contentType) : Exception
{
    public string? ContentType => contentType;
}
