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

/// <summary>Adds and maps a bot behind Azure Bot Service.</summary>
public static class BotFrameworkEndpoints
{
    private const string HttpClientName = "botframework";

    /// <summary>
    /// Adds the adapter and its endpoint. The caller also adds an <see cref="IBot"/>, any
    /// <see cref="Microsoft.Bot.Builder.IMiddleware"/>, and an inbox: <see cref="AddSqliteInbox"/> or another
    /// <see cref="IActivityInbox"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">
    /// Sets the options, which are validated at startup; null if the caller binds and validates them.
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
            .AddHttpMessageHandler(() => new TargetedMessageHandler())
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        return services
            .AddSingleton(Options)
            .AddSingleton(provider => new SigningKeys(
                Http(provider), Options(provider).SelectedCloud.Metadata, Clock(provider)))
            .AddSingleton(provider => new ChannelTokens(
                Options(provider).MicrosoftAppId, Options(provider).SelectedCloud,
                provider.GetRequiredService<SigningKeys>(), Clock(provider)))
            .AddSingleton(Connectors)
            .AddSingleton<ConnectorCalls>()
            .AddSingleton<StrictAuthentication>()
            .AddSingleton<BotFrameworkAuthentication>(provider => provider.GetRequiredService<StrictAuthentication>())
            .AddSingleton<DurableAdapter>()
            .AddSingleton<BotAdapter>(provider => provider.GetRequiredService<DurableAdapter>())
            .AddSingleton<IBotFrameworkHttpAdapter>(provider => provider.GetRequiredService<DurableAdapter>())
            .AddSingleton<MessagesEndpoint>();
    }

    /// <summary>Adds the inbox that stores activities and replies in an SQLite file.</summary>
    /// <param name="services">The services.</param>
    /// <param name="path">Path of the file, which is created if needed. Only one process may use it at a time.</param>
    public static IServiceCollection AddSqliteInbox(this IServiceCollection services, string path) => services
        .AddSingleton(_ => new SqliteInboxFile(path))
        .AddSingleton<SqliteInbox>()
        .AddSingleton<IActivityInbox>(provider => provider.GetRequiredService<SqliteInbox>())
        .AddHostedService(provider => provider.GetRequiredService<SqliteInbox>());

    /// <summary>
    /// Maps <c>POST /api/messages</c> if a registration is configured. Otherwise the endpoint does not exist.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no <see cref="IActivityInbox"/>.</exception>
    public static IEndpointRouteBuilder MapBotFramework(this IEndpointRouteBuilder routes)
    {
        if (!Options(routes.ServiceProvider).IsEnabled) return routes;
        if (routes.ServiceProvider.GetService<IActivityInbox>() is null)
            throw new InvalidOperationException("The bot has no inbox. Call AddSqliteInbox, or add an IActivityInbox.");
        routes.MapPost("/api/messages", (HttpContext http, MessagesEndpoint messages, IBot bot) =>
            messages.PostAsync(http, bot)).AddEndpointFilter<StorageFailureFilter>();
        return routes;
    }

    private static TrustedConnectors Connectors(IServiceProvider provider)
    {
        var (options, http) = (Options(provider), Http(provider));
        return options switch
        {
            { IsEnabled: false } => new TrustedConnectors(http, tokens: null, trusts: _ => false),
            { Development: true } => new TrustedConnectors(http, tokens: null, IsLocal),
            _ => new TrustedConnectors(http, AccessTokens.For(options, http), options.SelectedCloud.Trusts),
        };
    }

    // In development, the bot calls only this machine.
    private static bool IsLocal(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && url.IsLoopback && url.Scheme is "http" or "https";

    private static HttpClient Http(IServiceProvider provider) =>
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName);

    private static BotFrameworkOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value;

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
