using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SupportBot.Logging;

/// <summary>What is logged, and what must not be.</summary>
internal static class LoggingServices
{
    /// <summary>Redacts all that is logged, whoever logs it and whichever provider takes it.</summary>
    public static IServiceCollection AddRedaction(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(Redactor.Of(configuration))
        .AddSingleton<LoggerFactory>()
        .Replace(ServiceDescriptor.Singleton<ILoggerFactory, RedactingLoggerFactory>());
}
