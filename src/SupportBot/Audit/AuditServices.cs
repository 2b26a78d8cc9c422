using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Audit;
using SupportBot.Core.Storage;
using SupportBot.Settings;

namespace SupportBot.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton(provider => AuditKey.In(provider.GetRequiredService<IOptions<DataOptions>>().Value.Path))
        .AddSingleton(provider => new AuditStore(provider.GetRequiredService<Database>(), BrandName(provider)))
        .AddSingleton(provider => new AuditVerifier(
            provider.GetRequiredService<Database>(), BrandName(provider), provider.GetRequiredService<ECDsa>()))
        .AddSingleton(provider => new AuditSealer(
            provider.GetRequiredService<Database>(), BrandName(provider), provider.GetRequiredService<ECDsa>(),
            provider.GetRequiredService<TimeProvider>()));

    private static string BrandName(IServiceProvider provider) => provider.GetRequiredService<Brand>().Name;
}
