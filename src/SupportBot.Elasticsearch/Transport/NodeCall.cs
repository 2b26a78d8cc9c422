using System.Net.Http.Headers;
using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Transport;

/// <summary>Sends a request to one node, once.</summary>
internal sealed class NodeCall(HttpMessageInvoker http, AuthenticationHeaderValue? signIn, int mostBytes, TimeProvider time)
{
    public async Task<Attempt> SendAsync(Node node, NodeRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(limit, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var message = Message(node, request);
            using var response = await http.SendAsync(message, ended.Token).ConfigureAwait(false);
            return await ReadAsync(node, response, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Attempt.Failed(NodeFailure.TimedOut, FormattableString.Invariant($"no answer in {limit.TotalSeconds:0.#} s"));
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return Attempt.Failed(NodeFailure.TooLarge, FormattableString.Invariant($"more than {mostBytes} bytes"));
        }
        catch (HttpRequestException e)
        {
            return Attempt.Failed(IsUnsent(e.HttpRequestError) ? NodeFailure.Unreachable : NodeFailure.Broken, e.HttpRequestError.ToString());
        }
        catch (Exception e) when (e is IOException or InvalidDataException) // The connection broke, or the compressed answer is damaged.
        {
            return Attempt.Failed(NodeFailure.Broken, e.GetType().Name);
        }
    }

    private HttpRequestMessage Message(Node node, NodeRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(node.Address, request.Path));
        message.Headers.TryAddWithoutValidation("Accept", MediaTypes.Json);
        message.Headers.Authorization = signIn;
        if (request.Body.IsEmpty) return message;
        message.Content = request.Body.Length < CompressedContent.WorthIt ? new ReadOnlyMemoryContent(request.Body) : new CompressedContent(request.Body);
        message.Content.Headers.TryAddWithoutValidation("Content-Type", request.IsLines ? MediaTypes.Lines : MediaTypes.Json);
        return message;
    }

    private async Task<Attempt> ReadAsync(Node node, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(mostBytes, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (body.Length > 0 && !MediaTypes.IsJson(response.Content.Headers.ContentType))
            return Attempt.Failed(NodeFailure.WrongContentType, response.Content.Headers.ContentType?.MediaType ?? "no content type", response.StatusCode);
        if (response.IsSuccessStatusCode && !node.IsKnown && !(node.IsKnown = ProductCheck.Passes(response.Headers)))
            return Attempt.Failed(NodeFailure.OtherProduct, "", response.StatusCode);
        return new Attempt(NodeFailure.None, response.StatusCode, body);
    }

    private static bool IsUnsent(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
