using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Desks.Web;

namespace SupportBot.Handoff;

internal static class HandoffServices
{
    public static IServiceCollection AddHandoff(this IServiceCollection services) => services
        .AddSingleton(provider => new CaseStore(Data(provider), BrandName(provider), Clock(provider)))
        .AddSingleton(provider => new AgentStore(
            Data(provider), BrandName(provider), TimeSpan.FromSeconds(Options(provider).AgentAbsenceSeconds),
            Clock(provider)))
        .AddSingleton(provider => new CaseBacklog(
            Data(provider), BrandName(provider), provider.GetRequiredService<AgentStore>()))
        .AddSingleton<CaseFeed>()
        .AddSingleton<IAgentDesk, WebDesk>()
        .AddSingleton<HandoffRoute>()
        .AddSingleton<HandoffDialog>()
        .AddSingleton<HandoffHub>()
        .AddSingleton<CaseDesk>()
        .AddSingleton<CaseTimeouts>()
        .AddHostedService(provider => provider.GetRequiredService<CaseTimeouts>());

    private static Database Data(IServiceProvider provider) => provider.GetRequiredService<Database>();

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static string BrandName(IServiceProvider provider) => provider.GetRequiredService<Brand>().Name;

    private static HandoffOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<HandoffOptions>>().Value;
}
