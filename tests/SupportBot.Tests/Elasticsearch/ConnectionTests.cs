using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportBot.Elasticsearch;

namespace SupportBot.Tests.Elasticsearch;

/// <summary>Over real connections.</summary>
public sealed class ConnectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Large_bodies_are_compressed_both_ways_and_small_ones_are_sent_as_they_are()
    {
        var asked = new List<(string Encoding, string Accepts, string Body)>();
        await using var server = await StartAsync(null, async context =>
        {
            var encoding = context.Request.Headers.ContentEncoding.ToString();
                using var reader = new StreamReader(
                    encoding == "gzip"
                        ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
                        : context.Request.Body);
                asked.Add(
                    (encoding, context.Request.Headers.AcceptEncoding.ToString(), await reader.ReadToEndAsync(Cancel)));
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync("""{"count":7}"""u8.ToArray(), Cancel);
        });
        using var open = Open(server);
        var word = new string('x', 5000);
        Assert.Equal(7, (await open.CountAsync(Cancel, word)).Value!.Count);
        Assert.Equal(7, (await open.CountAsync(Cancel)).Value!.Count);
        Assert.Equal(("gzip", "gzip"), (asked[0].Encoding, asked[0].Accepts));
        Assert.Contains(word, asked[0].Body, StringComparison.Ordinal);
        Assert.Equal("", asked[1].Encoding);
    }

    [Fact]
    public async Task A_damaged_or_cut_answer_is_an_error()
    {
        var answers = 0;
        await using var server = await StartAsync(null, async context =>
        {
            context.Response.Headers.ContentEncoding = answers++ < 2 ? "gzip" : "";
            context.Response.ContentLength = 20;
            await context.Response.WriteAsync("""{"count":7}         """[..(answers <= 2 ? 20 : 8)], Cancel);
            if (answers > 2) context.Abort();
        });
        using var open = Open(server);
        Assert.Equal(ErrorKind.Unavailable, (await open.CountAsync(Cancel)).Error!.Kind);
        Assert.Equal(ErrorKind.Unavailable, (await open.CountAsync(Cancel)).Error!.Kind);
        Assert.Equal(4, answers);
    }

    [Fact]
    public async Task An_answer_that_stops_in_its_middle_ends_in_time()
    {
        await using var server = await StartAsync(null, async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("""{"count":7""", Cancel);
            await context.Response.Body.FlushAsync(Cancel);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });
        using var open = Open(server, options => options.SearchSeconds = 1);
        Assert.Equal(ErrorKind.TimedOut, (await open.CountAsync(Cancel)).Error!.Kind);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("")]
    public async Task An_answer_that_grows_beyond_its_limit_is_not_read_on_and_not_asked_for_again(string encoding)
    {
        var answers = 0;
        await using var server = await StartAsync(null, async context =>
        {
            answers++;
            context.Response.Headers.ContentEncoding = encoding;
                await using var body =
                    encoding == "gzip"
                        ? new GZipStream(context.Response.Body, CompressionLevel.Fastest)
                        : context.Response.Body;
            while (true) await body.WriteAsync(new byte[1 << 16], context.RequestAborted);
        });
        using var open = Open(server, options => options.MaxResponseBytes = 1 << 20);
        var error = (await open.CountAsync(Cancel)).Error!;
        Assert.Equal((ErrorKind.TooLarge, 1), (error.Kind, answers));
        Assert.Contains("Search:Elasticsearch:MaxResponseBytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirection_is_not_followed(int status)
    {
        var asked = new List<string>();
        await using var server = await StartAsync(null, context =>
        {
            asked.Add(context.Request.Path);
            (context.Response.StatusCode, context.Response.Headers.Location) = (status, "/elsewhere");
            return Task.CompletedTask;
        });
        using var open = Open(server, options => options.ApiKey = "id:key");
        Assert.Equal(status, (await open.CountAsync(Cancel)).Error!.Status);
        Assert.Equal(["/i/_count"], asked);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_trusted_by_its_fingerprint()
    {
        using var own = Certificates.Authority("localhost");
        using var other = Certificates.Authority("localhost");
        using var elsewhere = Certificates.Authority("elsewhere.example");
        Assert.Null(await ErrorAsync(own, own));
        Assert.Equal("SecureConnectionError", await ErrorAsync(own, other));
        Assert.Equal("SecureConnectionError", await ErrorAsync(elsewhere, elsewhere));
        Assert.Equal("SecureConnectionError", await ErrorAsync(own, null));
    }

    private static async Task<string?> ErrorAsync(X509Certificate2 certificate, X509Certificate2? pinned)
    {
        await using var server = await StartAsync(
            certificate,
            async context => await context.Response.WriteAsync("""{"count":7}""", Cancel));
        using var open = Open(server, options =>
        {
            options.SearchSeconds = 60; // The first handshakes of a process may take seconds on a busy machine.
            options.CertificateFingerprint = pinned?.GetCertHashString(HashAlgorithmName.SHA256) ?? "";
        });
        return (await open.CountAsync(Cancel)).Error?.Type;
    }

    private static ElasticsearchCluster Open(WebApplication server, Action<ElasticsearchOptions>? set = null)
    {
        var options = new ElasticsearchOptions
        {
            Urls = [server.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)],
        };
        set?.Invoke(options);
        return new ElasticsearchCluster(options, TimeProvider.System);
    }

    private static async Task<WebApplication> StartAsync(X509Certificate2? certificate, RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel =>
                kestrel.Listen(
                    IPAddress.Loopback,
                    0,
                    listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        var server = builder.Build();
        server.Run(context =>
        {
            context.Response.Headers["X-elastic-product"] = "Elasticsearch";
            context.Response.ContentType = "application/json";
            return answer(context);
        });
        await server.StartAsync(Cancel);
        return server;
    }
}
