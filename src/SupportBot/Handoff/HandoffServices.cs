using Microsoft.Extensions.Options;
using SupportBot.Core.Handoff;
using SupportBot.Desks.Web;
using SupportBot.Hosting;

namespace SupportBot.Handoff;

internal static class HandoffServices
{
    public static IServiceCollection AddHandoff(this IServiceCollection services) => services
        .AddSingleton(provider => new CaseStore(provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton(provider => new AgentStore(
            provider.Data(), provider.BrandName(), TimeSpan.FromSeconds(Options(provider).AgentAbsenceSeconds),
            provider.Clock()))
        .AddSingleton(provider => new CaseBacklog(
            provider.Data(), provider.BrandName(), provider.GetRequiredService<AgentStore>()))
        .AddSingleton<CaseFeed>()
        .AddSingleton<IAgentDesk, WebDesk>()
        .AddSingleton<AgentDesks>()
        .AddSingleton<HandoffRoute>()
        .AddSingleton<HandoffDialog>()
        .AddSingleton<HandoffHub>()
        .AddSingleton<CaseDesk>()
        .AddSingleton<AgentPhotos>()
        .AddSingleton(provider => new CaseWebhookStore(provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton<CaseWebhookDelivery>()
        .AddHostedService(provider => provider.GetRequiredService<CaseWebhookDelivery>())
        .AddSingleton<CaseTimeouts>()
        .AddHostedService(provider => provider.GetRequiredService<CaseTimeouts>());

    private static HandoffOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<HandoffOptions>>().Value;
}
