using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SupportBot.Core.Audit;
using SupportBot.Hosting;
using SupportBot.Settings;

namespace SupportBot.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton(provider => AuditKey.In(provider.GetRequiredService<IOptions<DataOptions>>().Value.Path))
        .AddSingleton(provider => new AuditStore(provider.Data(), provider.BrandName()))
        .AddSingleton(provider => new CallAudit(provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton(provider => new AuditVerifier(
            provider.Data(), provider.BrandName(), provider.GetRequiredService<ECDsa>()))
        .AddSingleton(provider => new AuditSealer(
            provider.Data(), provider.BrandName(), provider.GetRequiredService<ECDsa>(),
            provider.Clock()));
}
