using Microsoft.Extensions.Options;
using SupportBot.Core.Privacy;
using SupportBot.Hosting;

namespace SupportBot.Privacy;

internal static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton(provider => new ConversationArchive(provider.Data(), provider.BrandName()))
        .AddSingleton(provider => new Erasure(
            provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton(provider => provider.GetRequiredService<IOptions<RetentionOptions>>().Value.Rules)
        .AddSingleton(provider => new Pruner(
            provider.Data(), provider.BrandName(), provider.GetRequiredService<RetentionRules>(),
            provider.Clock()))
        .AddSingleton(provider => new RetentionCounts(
            provider.Data(), provider.BrandName(), provider.GetRequiredService<RetentionRules>(),
            provider.Clock()));
}
