using SupportBot.Core.Handoff;
using SupportBot.Hosting;

namespace SupportBot.Desks.Teams;

internal static class TeamsDeskServices
{
    public static IServiceCollection AddTeamsDesk(this IServiceCollection services) => services
        .AddSingleton(provider => new DeskThreadStore(provider.Data(), provider.BrandName()))
        .AddSingleton<ThreadMessages>()
        .AddSingleton<DeskChannel>()
        .AddSingleton<ThreadCards>()
        .AddSingleton<ThreadRelay>()
        .AddSingleton<TeamsDeskMembers>()
        .AddSingleton<TeamsAssistant>()
        .AddSingleton<ThreadPictures>()
        .AddSingleton<TeamsDeskDialog>()
        .AddSingleton<TeamsDesk>()
        .AddSingleton<IAgentDesk>(provider => provider.GetRequiredService<TeamsDesk>())
        .AddHostedService(provider => provider.GetRequiredService<TeamsDesk>());
}
