using System.IO.Compression;
using System.Net;

namespace SupportBot.Elasticsearch.Transport;

/// <summary>A body that is compressed on its way out, so that a large one takes no memory twice.</summary>
internal sealed class CompressedContent : HttpContent
{
    /// <summary>Bytes from which on compressing gains more than it costs: what fits into a packet or two is sent as it is.</summary>
    public const int WorthIt = 2048;

    private readonly ReadOnlyMemory<byte> _body;

    public CompressedContent(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.ContentEncoding.Add("gzip");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
            await gzip.WriteAsync(_body, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
