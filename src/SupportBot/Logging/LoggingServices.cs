using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SupportBot.Logging;

internal static class LoggingServices
{
    // Applies to every logger and provider.
    public static IServiceCollection AddRedaction(this IServiceCollection services, IConfiguration configuration) =>
        services
        .AddSingleton(Redactor.Of(configuration))
        .AddSingleton<LoggerFactory>()
        .Replace(ServiceDescriptor.Singleton<ILoggerFactory, RedactingLoggerFactory>());
}
