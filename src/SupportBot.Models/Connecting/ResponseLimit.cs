using System.IO.Compression;

namespace SupportBot.Models.Connecting;

/// <summary>
/// Ends responses that are larger than allowed, or that hold an endless line, before they fill the memory. Where a
/// server packs a response though it was not asked to, the limit counts what is unpacked.
/// </summary>
/// <param name="mostBytes">The most bytes of a response.</param>
internal sealed class ResponseLimit(long mostBytes) : DelegatingHandler
{
    /// <summary>A line of an event stream is read whole. One holds a token, in few servers the whole answer.</summary>
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
