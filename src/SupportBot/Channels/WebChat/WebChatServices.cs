using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Brands;
using SupportBot.Channels.WebChat.Identity;
using SupportBot.Settings;
using SupportBot.Turns;
using SupportBot.Widget;

namespace SupportBot.Channels.WebChat;

internal static class WebChatServices
{
    public static IServiceCollection AddWebChat(this IServiceCollection services)
    {
        services.AddOptions<DirectLineOptions>()
            .Configure<IOptions<WebChatOptions>, IOptions<DataOptions>, IOptions<ServerOptions>, Brand>(Configure)
            .Configure<IOptions<RateLimitOptions>>(Limit)
            .Configure<IOptions<FilesOptions>>((directLine, files) => files.Value.Apply(directLine.Uploads));
        return services
            .AddDirectLine()
            .AddTurns<WebChatChannel>()
            .AddSingleton<IDirectLineConversations, WebChatConversations>()
            .AddSingleton<AddressLimits>()
            .AddSingleton<AgentFiles>()
            .AddSingleton<IdentityVerifier>()
            .AddHostedService<RevokedVisitors>()
            .AddSingleton<VisitorTokens>()
            .AddSingleton<TranscriptDownload>();
    }

    public static IEndpointRouteBuilder MapWebChat(this IEndpointRouteBuilder routes)
    {
        routes.MapDirectLine();
        routes.MapPost("/api/webchat/token", (HttpContext http, VisitorTokens tokens) => tokens.IssueAsync(http));
        routes.MapGet(
            "/api/webchat/transcript",
            (HttpContext http, TranscriptDownload download, string? language) => download.SendAsync(http, language));
        return routes;
    }

    private static void Configure(
        DirectLineOptions directLine, IOptions<WebChatOptions> options, IOptions<DataOptions> data,
        IOptions<ServerOptions> server, Brand brand)
    {
        directLine.Secrets = options.Value.Secrets;
        directLine.TrustedOrigins = options.Value.EffectiveOrigins;
        directLine.SigningKeys =
            options.Value.SigningKeys.Count > 0
                ? [.. options.Value.SigningKeys.Select(Convert.FromBase64String)]
                : [WebChatSigningKey.ReadOrCreate(data.Value.Path)];
        directLine.PublicUrl = server.Value.PublicUrl.Length > 0 ? new Uri(server.Value.PublicUrl) : null;
        directLine.Bot = new ChannelAccount { Id = "bot", Name = brand.Look.Name, Role = RoleTypes.Bot };
    }

    private static void Limit(DirectLineOptions directLine, IOptions<RateLimitOptions> limits)
    {
        directLine.LongestText = limits.Value.LongestMessage;
        directLine.BytesPerVisitor = limits.Value.BytesPerHour;
        directLine.VisitorsPerAddress = limits.Value.VisitorsPerAddress;
        directLine.BytesPerHost = limits.Value.HostBytesPerHour;
        directLine.SocketsPerHost = limits.Value.HostSockets;
    }
}
