using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.Connector;
using SupportBot.BotFramework.Tests.Authentication;
using SupportBot.BotFramework.Tests.Connector;

namespace SupportBot.EndToEnd.Clients;

/// <summary>
/// A bot that believes a local issuer, in front of a channel on this machine: what it sends to the channel's public
/// address goes there.
/// </summary>
internal sealed class SignedBot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SignedBot(WebApplication app, Issuer issuer) => (_app, Issuer) = (app, issuer);

    public Issuer Issuer { get; }

    /// <summary>Where the channel posts activities to.</summary>
    public string Address => $"{_app.Urls.Single()}/api/messages";

    public ConnectorCalls Connector => _app.Services.GetRequiredService<ConnectorCalls>();

    public static async Task<SignedBot> StartAsync(IBot bot, int channelPort)
    {
        var issuer = new Issuer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(bot)
            .AddSingleton<TimeProvider>(issuer.Clock)
            .AddSqliteInbox(":memory:")
            .AddBotFramework(options =>
            {
                options.MicrosoftAppId = Issuer.AppId;
                options.MicrosoftAppPassword = "a secret's value";
                options.MicrosoftAppTenantId = Issuer.AppId;
            })
            .Replace(ServiceDescriptor.Singleton(issuer.Keys()))
            .Replace(ServiceDescriptor.Singleton(new TrustedConnectors(
                new HttpClient(new Detour(channelPort)),
                        AccessTokens.ForSecret(
                            BotCloud.Public, Issuer.AppId, "secret", Issuer.AppId, new HttpClient(new EntraDouble())),
                BotCloud.Public.Trusts)));
        var app = builder.Build();
        app.MapBotFramework();
        await app.StartAsync();
        return new SignedBot(app, issuer);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Issuer.Dispose();
    }

    /// <summary>Leads calls of the public channel to this machine.</summary>
    private sealed class Detour(int port) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!.OriginalString;
            Assert.StartsWith(Issuer.ServiceUrl, address, StringComparison.Ordinal);
            request.RequestUri = new Uri($"http://127.0.0.1:{port}/{address[Issuer.ServiceUrl.Length..]}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
