using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.Schema;
using SupportBot.Brands;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;
using SupportBot.Dialogs;
using SupportBot.Settings;
using SupportBot.Turns;
using SupportBot.Widget;

namespace SupportBot.Channels.WebChat;

/// <summary>The web chat: a Direct Line server on the database, and tokens for visitors.</summary>
internal static class WebChatChannel
{
    public static IServiceCollection AddWebChat(this IServiceCollection services)
    {
        services.AddOptions<DirectLineOptions>().Configure<IOptions<WebChatOptions>, IOptions<DataOptions>, IOptions<ServerOptions>, Brand>(Configure);
        return services
            .AddDirectLine()
            .AddSingleton<IDirectLineConversations, WebChatConversations>()
            .AddSingleton<NewVisitors>()
            .AddSingleton<VisitorTokens>();
    }

    /// <summary>Conversations, their turns and the dialog, for every channel.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton(provider => new ConversationStore(provider.GetRequiredService<Database>(), provider.GetRequiredService<Brand>().Name, Rate(provider), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new TurnStore(provider.GetRequiredService<Database>(), provider.GetRequiredService<Brand>().Name, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<SupportDialog>()
        .AddSingleton<FeedbackIntake>()
        .AddSingleton<ActivityHandler, SupportBotHandler>()
        .AddSingleton<TurnRunner>()
        .AddSingleton<TurnWorker>()
        .AddHostedService(provider => provider.GetRequiredService<TurnWorker>())
        .AddSingleton<Inbox>();

    public static IEndpointRouteBuilder MapWebChat(this IEndpointRouteBuilder routes)
    {
        routes.MapDirectLine();
        routes.MapPost("/api/webchat/token", (HttpContext http, VisitorTokens tokens) => tokens.TakeAsync(http));
        return routes;
    }

    private static void Configure(DirectLineOptions directLine, IOptions<WebChatOptions> options, IOptions<DataOptions> data, IOptions<ServerOptions> server, Brand brand)
    {
        directLine.Secrets = options.Value.Secrets;
        directLine.TrustedOrigins = options.Value.AllowedOrigins;
        directLine.SigningKeys = options.Value.SigningKeys.Count > 0 ? [.. options.Value.SigningKeys.Select(Convert.FromBase64String)] : [SigningKey.In(data.Value.Path)];
        directLine.PublicUrl = server.Value.PublicUrl.Length > 0 ? new Uri(server.Value.PublicUrl) : null;
        directLine.Bot = new ChannelAccount { Id = "bot", Name = brand.Look.Name, Role = RoleTypes.Bot };
    }

    private static MessageRate Rate(IServiceProvider provider)
    {
        var limits = provider.GetRequiredService<IOptions<RateLimitOptions>>().Value;
        return new MessageRate(limits.MessagesPerMinute, limits.MessagesPerHour);
    }
}
