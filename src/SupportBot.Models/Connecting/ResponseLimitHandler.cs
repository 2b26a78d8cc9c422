using System.IO.Compression;

namespace SupportBot.Models.Connecting;

// Aborts responses that exceed the limit or contain an endless line. If a server compresses unasked, the limit applies
// to decompressed bytes.
internal sealed class ResponseLimitHandler(long mostBytes) : DelegatingHandler
{
    // A line of an event stream is buffered. It contains one token, or on some servers the whole answer.
    private const int MaxLineBytes = 1 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (response.Content.Headers.ContentEncoding.SequenceEqual(["gzip"], StringComparer.OrdinalIgnoreCase))
            body = new GZipStream(body, CompressionMode.Decompress);
        var mostLineBytes = response.Content.IsEventStream() ? MaxLineBytes : long.MaxValue;
        response.Content = response.Content.With(new LimitedStream(body, mostBytes, mostLineBytes));
        return response;
    }
}
