using SupportBot.Brands;
using SupportBot.Core.Storage;

namespace SupportBot.Hosting;

// What every store is made of.
internal static class ServiceProviderExtensions
{
    public static Database Data(this IServiceProvider provider) => provider.GetRequiredService<Database>();

    public static string BrandName(this IServiceProvider provider) => provider.GetRequiredService<Brand>().Name;

    public static TimeProvider Clock(this IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
