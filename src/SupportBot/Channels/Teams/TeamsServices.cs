using SupportBot.BotFramework;
using SupportBot.BotFramework.Inbox;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Teams, and with it every other channel of Azure Bot Service: <c>POST /api/messages</c> into the database, replies
/// out by the Connector.
/// </summary>
internal static class TeamsServices
{
    public static IServiceCollection AddTeams(this IServiceCollection services) => services
        .AddBotFramework()
        .AddTurns<TeamsChannel>()
        .AddSingleton<PendingRequests>()
        .AddSingleton<TenantRule>()
        .AddSingleton<SendBudget>()
        .AddSingleton<TeamsSender>()
        .AddSingleton<TeamsReplies>()
        .AddSingleton<TeamsAudience>()
        .AddSingleton<Deliveries>()
        .AddSingleton<IActivityInbox, TeamsInbox>();

    /// <summary>Where no registration is configured, there is no endpoint.</summary>
    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder routes) => routes.MapBotFramework();
}
