using SupportBot.Cli;

namespace SupportBot.Hosting;

/// <summary>The background services whose failure has ended the host.</summary>
internal static class FailedServices
{
    /// <summary>The exit code of a program that an unexpected failure has ended.</summary>
    public const int ExitCode = 3;

    /// <summary>Reports each failure on the standard error.</summary>
    /// <returns>The exit code of the host: 0 where no service has failed.</returns>
    public static int Report(IServiceProvider services)
    {
        var failed = services.GetServices<IHostedService>().OfType<BackgroundService>()
            .Where(service => service.ExecuteTask is { IsFaulted: true }).ToList();
        foreach (var service in failed)
        {
            var reason = service.ExecuteTask!.Exception!.GetBaseException();
            Terminal.WriteError($"SupportBot has ended because {service.GetType().Name} failed: {reason.GetType().Name}: {reason.Message}");
        }
        return failed.Count == 0 ? 0 : ExitCode;
    }
}
