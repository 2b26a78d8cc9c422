using SupportBot.Cli;

namespace SupportBot.Hosting;

internal static class FailedServices
{
    public const int ExitCode = 3;

    // Returns the exit code of the host, 0 if no service has failed.
    public static int Report(IServiceProvider services)
    {
        var failed = services.GetServices<IHostedService>().OfType<BackgroundService>()
            .Where(service => service.ExecuteTask is { IsFaulted: true }).ToList();
        foreach (var service in failed)
        {
            var reason = service.ExecuteTask!.Exception!.GetBaseException();
            Terminal.WriteError($"SupportBot has ended because {service.GetType().Name} failed: "
                + $"{reason.GetType().Name}: {reason.Message}");
        }
        return failed.Count == 0 ? 0 : ExitCode;
    }
}
