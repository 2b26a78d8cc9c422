using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>The Direct Line 3.0 server: add, use, map.</summary>
public static class DirectLineEndpoints
{
    internal const string Prefix = "/v3/directline";

    /// <summary>Adds the server. The caller adds an <see cref="IDirectLineConversations"/>.</summary>
    public static IServiceCollection AddDirectLine(
        this IServiceCollection services, Action<DirectLineOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<DirectLineOptions>().Configure(options => configure?.Invoke(options));
        services.AddCors().AddSingleton<ICorsPolicyProvider, OriginCorsPolicies>();
        return services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<DirectLineOptions>>().Value)
            .AddSingleton(provider => Rules(provider.GetRequiredService<DirectLineOptions>()))
            .AddSingleton<DirectLineTokens>()
            .AddSingleton<UsedTickets>()
            .AddMetrics()
            .AddSingleton<DirectLineMetrics>()
            .AddSingleton<ByteQuota>()
            .AddSingleton<SocketSlots>()
            .AddSingleton<ConversationStreams>()
            .AddSingleton<TokenEndpoints>()
            .AddSingleton<ConversationEndpoints>()
            .AddSingleton<ActivityEndpoints>()
            .AddSingleton<StreamEndpoint>()
            .AddHostedService<StreamKeepAlive>();
    }

    /// <summary>WebSockets, and answers to browsers that ask whether a page of a trusted origin may call.</summary>
    public static IApplicationBuilder UseDirectLine(this IApplicationBuilder app)
    {
        app.UseWebSockets();
        return app.UseCors();
    }

    /// <summary>Maps <c>/v3/directline</c>.</summary>
    public static IEndpointConventionBuilder MapDirectLine(this IEndpointRouteBuilder routes)
    {
        var all = routes
            .MapGroup(Prefix)
            .AddEndpointFilter(ForbidStoring)
            .AddEndpointFilter<RouteGroupBuilder, StorageFailures>();
        all.MapGet(
            "conversations/{conversationId}/stream",
            (HttpContext http, string conversationId, StreamEndpoint stream) => stream.OpenAsync(http, conversationId));

        var known = all.MapGroup("").AddEndpointFilter<RouteGroupBuilder, Credentials>();
        known.MapPost("tokens/generate", (HttpContext http, TokenEndpoints tokens) => tokens.GenerateAsync(http));
        known.MapPost("tokens/refresh", (HttpContext http, TokenEndpoints tokens) => tokens.Refresh(http));
        known.MapPost(
            "conversations", (HttpContext http, ConversationEndpoints conversations) => conversations.StartAsync(http));
        known.MapGet(
            "conversations/{conversationId}",
            (HttpContext http, string conversationId, ConversationEndpoints conversations) =>
                conversations.ReconnectAsync(http, conversationId));
        known.MapGet(
            "conversations/{conversationId}/activities",
            (HttpContext http, string conversationId, ActivityEndpoints activities) =>
                activities.GetAsync(http, conversationId));
        known.MapPost(
            "conversations/{conversationId}/activities",
            (HttpContext http, string conversationId, ActivityEndpoints activities) =>
                activities.PostAsync(http, conversationId));
        known.MapPost("conversations/{conversationId}/upload", (string conversationId) => DirectLineError.NoUpload());
        known.MapGet(
            "session/getsessionid",
            () =>
                TypedResults.Json(
                    new SessionResponse(RandomNumberGenerator.GetHexString(32, lowercase: true)),
                    DirectLineJson.Default.SessionResponse));
        return all;
    }

    private static OriginRules Rules(DirectLineOptions options) => new(options.TrustedOrigins, options.PublicUrl);

    /// <summary>Replies hold tokens and conversations.</summary>
    private static ValueTask<object?> ForbidStoring(
        EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        invocation.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(invocation);
    }
}
