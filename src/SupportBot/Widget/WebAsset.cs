using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SupportBot.Widget;

internal sealed class WebAsset
{
    private const string Script = "text/javascript; charset=utf-8";

    // Compressed for the first client that asks, since the best compression takes too long for each start.
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    private readonly string _contentType;

    private WebAsset(Lazy<byte[]> brotli, Lazy<byte[]> gzip, string contentType, byte[] content)
    {
        (_brotli, _gzip, _contentType) = (brotli, gzip, contentType);
        Version = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
    }

    // Changes with the content and is part of the URL (?v=), so that browsers can cache the file forever.
    public string Version { get; }

    public static WebAsset FromText(
        string text, string contentType = Script, CompressionLevel level = CompressionLevel.SmallestSize)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new WebAsset(
            new(() => Compress(bytes, into => new BrotliStream(into, level))),
            new(() => Compress(bytes, into => new GZipStream(into, level))),
            contentType, bytes);
    }

    public static WebAsset FromCompressed(byte[] brotli, byte[] gzip) => new(new(brotli), new(gzip), Script, gzip);

    // Uses the best encoding that the client accepts. The maximum age applies to URLs without a version.
    public async Task WriteAsync(HttpContext context, TimeSpan maxAge)
    {
        var headers = context.Response.Headers;
        headers.ETag = $"W/\"{Version}\"";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = context.Request.Query["v"] == Version
            ? "public, max-age=31536000, immutable"
            : $"public, max-age={maxAge.TotalSeconds:0}";
        if (context.Request.Headers.IfNoneMatch == headers.ETag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = _contentType;
        await WriteBodyAsync(context);
    }

    private async Task WriteBodyAsync(HttpContext context)
    {
        var accepted = context.Request.GetTypedHeaders().AcceptEncoding;
        if (Accepts(accepted, "br")) await WriteEncodedAsync(context.Response, "br", _brotli.Value);
        else if (Accepts(accepted, "gzip")) await WriteEncodedAsync(context.Response, "gzip", _gzip.Value);
        else
        {
            await using var plain = new GZipStream(new MemoryStream(_gzip.Value), CompressionMode.Decompress);
            await plain.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private static async Task WriteEncodedAsync(HttpResponse response, string encoding, byte[] body)
    {
        response.Headers.ContentEncoding = encoding;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, response.HttpContext.RequestAborted);
    }

    private static bool Accepts(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(a =>
            StringSegment.Equals(a.Value, encoding, StringComparison.OrdinalIgnoreCase) && a.Quality is null or > 0);

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> encoding)
    {
        using var into = new MemoryStream();
        using (var stream = encoding(into)) stream.Write(bytes);
        return into.ToArray();
    }
}
