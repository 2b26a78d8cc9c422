using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Settings;

namespace SupportBot;

/// <summary>What the host and every command of the command line are made of.</summary>
internal static class Composition
{
    public static IServiceCollection AddSupportBot(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings(configuration)
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => BrandFiles.Read(provider.GetRequiredService<IOptions<BrandOptions>>().Value));
}
