using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.Connector;

namespace SupportBot.BotFramework.Tests.Connector;

/// <summary>Responses of channels, of their keys and of Microsoft Entra are read up to a limit.</summary>
public sealed class ResponseLimitTests
{
    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task A_channel_that_never_stops_answering_is_not_read_on(string encoding)
    {
        await using var channel = await StartAsync(encoding);
        await using var bot = new ServiceCollection().AddLogging()
            .AddBotFramework(options => (options.Development, options.LargestResponse) = (true, 65_536))
            .BuildServiceProvider();
        var connector = bot.GetRequiredService<ConnectorCalls>();
        var result = await connector.SendToConversationAsync(
            channel.Urls.Single(), "c", MessageFactory.Text("Hello"), Cancel);
        Assert.IsType<ConnectorResult<ResourceResponse>.Uncertain>(result);
    }

    [Fact]
    public async Task Keys_that_never_end_are_no_keys()
    {
        await using var issuer = await StartAsync("");
        using var http = new HttpClient();
        var keys = new SigningKeys(http, new Uri(issuer.Urls.Single()), TimeProvider.System);
        Assert.Null(await keys.GetAsync("key-1", Cancel));
    }

    [Fact]
    public async Task A_token_endpoint_that_never_stops_answering_gives_no_token()
    {
        using var http = new HttpClient(new EndlessHandler()) { MaxResponseContentBufferSize = 65_536 };
        var tokens = AccessTokens.ForSecret(
            BotCloud.Public, Guid.Empty.ToString(), "a secret", Guid.Empty.ToString(), http);
        await Assert.ThrowsAsync<AccessTokenException>(() => tokens.GetAsync(Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<WebApplication> StartAsync(string encoding)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Run(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = encoding;
            await using var body =
                encoding == "gzip"
                    ? new GZipStream(context.Response.Body, CompressionLevel.Fastest)
                    : context.Response.Body;
            while (true) await body.WriteAsync(new byte[1 << 16], context.RequestAborted);
        });
        await server.StartAsync(Cancel);
        return server;
    }

    private sealed class EndlessHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[1 << 20]) });
    }
}
