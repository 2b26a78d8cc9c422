using SupportBot.Brands;
using SupportBot.Core.Privacy;
using SupportBot.Core.Storage;

namespace SupportBot.Privacy;

/// <summary>What is kept about people, how long, and how it is erased.</summary>
internal static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton(provider => new KeptConversations(provider.GetRequiredService<Database>(), BrandName(provider)))
        .AddSingleton(provider => new Erasure(provider.GetRequiredService<Database>(), BrandName(provider), provider.GetRequiredService<TimeProvider>()));

    private static string BrandName(IServiceProvider provider) => provider.GetRequiredService<Brand>().Name;
}
