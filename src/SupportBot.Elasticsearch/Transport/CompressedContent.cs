using System.IO.Compression;
using System.Net;

namespace SupportBot.Elasticsearch.Transport;

// Compresses while sending, so that a large body is not buffered twice.
internal sealed class CompressedContent : HttpContent
{
    // For smaller bodies compression costs more than it saves.
    public const int Threshold = 2048;

    private readonly HttpContent _body;

    public CompressedContent(HttpContent body)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", body.Headers.NonValidated["Content-Type"].ToString());
        Headers.ContentEncoding.Add("gzip");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        await _body.CopyToAsync(gzip, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
