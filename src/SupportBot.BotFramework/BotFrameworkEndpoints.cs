using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.Connector;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.Inbox;
using SupportBot.BotFramework.Messages;

namespace SupportBot.BotFramework;

/// <summary>A bot behind Azure Bot Service: add, map.</summary>
public static class BotFrameworkEndpoints
{
    private const string HttpClientName = "botframework";

    /// <summary>
    /// Adds the adapter and its endpoint. The caller adds an <see cref="IBot"/>, any
    /// <see cref="Microsoft.Bot.Builder.IMiddleware"/>, and an inbox: <see cref="AddSqliteInbox"/> or one of its own.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">
    /// Sets the options, which are validated at the start; null where the caller binds and validates them itself.
    /// </param>
    public static IServiceCollection AddBotFramework(
        this IServiceCollection services, Action<BotFrameworkOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        if (configure is not null)
            services.AddOptions<BotFrameworkOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(HttpClientName)
            .ConfigureHttpClient(
                (provider, http) => http.MaxResponseContentBufferSize = Options(provider).LargestResponse)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        return services
            .AddSingleton(Options)
            .AddSingleton(provider => new SigningKeys(
                Http(provider), Options(provider).Chosen.Metadata, Clock(provider)))
            .AddSingleton(provider => new ChannelTokens(
                Options(provider).MicrosoftAppId, Options(provider).Chosen, provider.GetRequiredService<SigningKeys>(),
                Clock(provider)))
            .AddSingleton(Connectors)
            .AddSingleton<ConnectorCalls>()
            .AddSingleton<StrictAuthentication>()
            .AddSingleton<BotFrameworkAuthentication>(provider => provider.GetRequiredService<StrictAuthentication>())
            .AddSingleton<DurableAdapter>()
            .AddSingleton<BotAdapter>(provider => provider.GetRequiredService<DurableAdapter>())
            .AddSingleton<IBotFrameworkHttpAdapter>(provider => provider.GetRequiredService<DurableAdapter>())
            .AddSingleton<MessagesEndpoint>();
    }

    /// <summary>Adds the inbox that stores activities and replies in a database file.</summary>
    /// <param name="services">The services.</param>
    /// <param name="path">The file, which is created; one bot at a time may use it.</param>
    public static IServiceCollection AddSqliteInbox(this IServiceCollection services, string path) => services
        .AddSingleton(_ => new SqliteInboxFile(path))
        .AddSingleton<SqliteInbox>()
        .AddSingleton<IActivityInbox>(provider => provider.GetRequiredService<SqliteInbox>())
        .AddHostedService(provider => provider.GetRequiredService<SqliteInbox>());

    /// <summary>
    /// Maps <c>POST /api/messages</c> where a registration is configured; without one the address does not exist.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no <see cref="IActivityInbox"/>.</exception>
    public static IEndpointRouteBuilder MapBotFramework(this IEndpointRouteBuilder routes)
    {
        if (!Options(routes.ServiceProvider).IsOpen) return routes;
        if (routes.ServiceProvider.GetService<IActivityInbox>() is null)
            throw new InvalidOperationException("The bot has no inbox. Call AddSqliteInbox, or add an IActivityInbox.");
        routes.MapPost("/api/messages", (HttpContext http, MessagesEndpoint messages, IBot bot) =>
            messages.PostAsync(http, bot)).AddEndpointFilter<StorageFailures>();
        return routes;
    }

    private static TrustedConnectors Connectors(IServiceProvider provider)
    {
        var (options, http) = (Options(provider), Http(provider));
        return options switch
        {
            { IsOpen: false } => new TrustedConnectors(http, tokens: null, trusts: _ => false),
            { Development: true } => new TrustedConnectors(http, tokens: null, IsLocal),
            _ => new TrustedConnectors(http, AccessTokens.For(options, http), options.Chosen.Trusts),
        };
    }

    /// <summary>A development bot talks to this machine only.</summary>
    private static bool IsLocal(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && url.IsLoopback && url.Scheme is "http" or "https";

    private static HttpClient Http(IServiceProvider provider) =>
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName);

    private static BotFrameworkOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value;

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
