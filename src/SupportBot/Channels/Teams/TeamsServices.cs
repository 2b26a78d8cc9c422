using SupportBot.BotFramework;
using SupportBot.BotFramework.Inbox;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

internal static class TeamsServices
{
    public static IServiceCollection AddTeams(this IServiceCollection services) => services
        .AddBotFramework()
        .AddTurns<TeamsChannel>()
        .AddSingleton<PendingRequests>()
        .AddSingleton<TenantRule>()
        .AddSingleton<SendBudget>()
        .AddSingleton<TeamsSender>()
        .AddSingleton<TeamsReplyFactory>()
        .AddSingleton<TeamsAudience>()
        .AddSingleton<Deliveries>()
        .AddSingleton<IActivityInbox, TeamsInbox>();

    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder routes) => routes.MapBotFramework();
}
