using System.Text.Json;

namespace SupportBot.Elasticsearch.Transport;

/// <summary>
/// Sends one request to one node, below the official client. Large bodies go compressed. An answer is read whole, and
/// within its limit, before the client parses it: so a connection that breaks is an error of the node.
/// </summary>
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
            // The connection broke, or the compressed answer is damaged.
            throw new HttpRequestException(HttpRequestError.ResponseEnded, e.GetType().Name, e);
        }
    }

    /// <summary>
    /// The client checks the product once, so that one mistake of a proxy lasts until a restart. It also reads an empty
    /// answer, or null, as one whose members all have their defaults.
    /// </summary>
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

/// <summary>What answers is not Elasticsearch, or something in between that sends another type of content.</summary>
internal sealed class OtherProductException(string? contentType) : Exception
{
    public string? ContentType => contentType;
}
