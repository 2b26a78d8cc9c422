using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>Adds, uses and maps the Direct Line 3.0 server.</summary>
public static class DirectLineEndpoints
{
    internal const string Prefix = "/v3/directline";

    /// <summary>Adds the server. The caller also adds an <see cref="IDirectLineConversations"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; null to keep the defaults.</param>
    public static IServiceCollection AddDirectLine(
        this IServiceCollection services, Action<DirectLineOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<DirectLineOptions>().Configure(options => configure?.Invoke(options));
        services.AddCors().AddSingleton<ICorsPolicyProvider, OriginCorsPolicyProvider>();
        return services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<DirectLineOptions>>().Value)
            .AddSingleton(provider => Rules(provider.GetRequiredService<DirectLineOptions>()))
            .AddSingleton<DirectLineTokens>()
            .AddSingleton<UsedTickets>()
            .AddMetrics()
            .AddSingleton<DirectLineMetrics>()
            .AddSingleton<ByteQuota>()
            .AddSingleton<FileQuota>()
            .AddSingleton<UploadMemory>()
            .AddSingleton<UploadReader>()
            .AddSingleton<UploadedMessages>()
            .AddSingleton<AttachmentAddresses>()
            .AddSingleton<RequestLimiter>()
            .AddSingleton<ActivityReceiver>()
            .AddSingleton<UploadEndpoint>()
            .AddSingleton<AttachmentEndpoint>()
            .AddSingleton<SocketSlots>()
            .AddSingleton<ConversationStreams>()
            .AddSingleton<TokenEndpoints>()
            .AddSingleton<ConversationEndpoints>()
            .AddSingleton<ActivityEndpoints>()
            .AddSingleton<StreamEndpoint>()
            .AddHostedService<StreamKeepAlive>();
    }

    /// <summary>Enables WebSockets, and CORS for the trusted origins.</summary>
    public static IApplicationBuilder UseDirectLine(this IApplicationBuilder app)
    {
        app.UseWebSockets();
        return app.UseCors();
    }

    /// <summary>Maps the endpoints below <c>/v3/directline</c>.</summary>
    /// <returns>The group of all endpoints.</returns>
    public static IEndpointConventionBuilder MapDirectLine(this IEndpointRouteBuilder routes)
    {
        var all = routes
            .MapGroup(Prefix)
            .AddEndpointFilter(DisableCaching)
            .AddEndpointFilter<RouteGroupBuilder, StorageFailureFilter>();
        all.MapGet(
            "conversations/{conversationId}/stream",
            (HttpContext http, string conversationId, StreamEndpoint stream) => stream.OpenAsync(http, conversationId));
        all.MapGet(
            "conversations/{conversationId}/attachments/{fileId}",
            (HttpContext http, string conversationId, string fileId, AttachmentEndpoint attachments) =>
                attachments.GetAsync(http, conversationId, fileId));

        var authenticated = all.MapGroup("").AddEndpointFilter<RouteGroupBuilder, CredentialsFilter>();
        authenticated.MapPost(
            "tokens/generate", (HttpContext http, TokenEndpoints tokens) => tokens.GenerateAsync(http));
        authenticated.MapPost("tokens/refresh", (HttpContext http, TokenEndpoints tokens) => tokens.Refresh(http));
        authenticated.MapPost(
            "conversations", (HttpContext http, ConversationEndpoints conversations) => conversations.StartAsync(http));
        authenticated.MapGet(
            "conversations/{conversationId}",
            (HttpContext http, string conversationId, ConversationEndpoints conversations) =>
                conversations.ReconnectAsync(http, conversationId));
        authenticated.MapGet(
            "conversations/{conversationId}/activities",
            (HttpContext http, string conversationId, ActivityEndpoints activities) =>
                activities.GetAsync(http, conversationId));
        authenticated.MapPost(
            "conversations/{conversationId}/activities",
            (HttpContext http, string conversationId, ActivityEndpoints activities) =>
                activities.PostAsync(http, conversationId));
        authenticated.MapPost(
            "conversations/{conversationId}/upload",
            (HttpContext http, string conversationId, UploadEndpoint upload) => upload.PostAsync(http, conversationId));
        authenticated.MapGet(
            "session/getsessionid",
            () =>
                TypedResults.Json(
                    new SessionResponse(RandomNumberGenerator.GetHexString(32, lowercase: true)),
                    DirectLineJson.Default.SessionResponse));
        return all;
    }

    private static OriginRules Rules(DirectLineOptions options) => new(options.TrustedOrigins, options.PublicUrl);

    // Responses contain tokens and conversations.
    private static ValueTask<object?> DisableCaching(
        EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        invocation.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(invocation);
    }
}
