using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Privacy;
using SupportBot.Core.Storage;

namespace SupportBot.Privacy;

internal static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton(provider => new ConversationArchive(provider.GetRequiredService<Database>(), BrandName(provider)))
        .AddSingleton(provider => new Erasure(
            provider.GetRequiredService<Database>(), BrandName(provider), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => provider.GetRequiredService<IOptions<RetentionOptions>>().Value.Rules)
        .AddSingleton(provider => new Pruner(
            provider.GetRequiredService<Database>(), BrandName(provider), provider.GetRequiredService<RetentionRules>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new RetentionCounts(
            provider.GetRequiredService<Database>(), BrandName(provider), provider.GetRequiredService<RetentionRules>(),
            provider.GetRequiredService<TimeProvider>()));

    private static string BrandName(IServiceProvider provider) => provider.GetRequiredService<Brand>().Name;
}
