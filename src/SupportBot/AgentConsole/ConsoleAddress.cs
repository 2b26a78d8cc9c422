using System.Net;
using Microsoft.Extensions.Options;
using SupportBot.AgentConsole.SignIn;
using SupportBot.Cli;
using SupportBot.Settings;

namespace SupportBot.AgentConsole;

// Where the console is, as the terminal says it.
internal static class ConsoleAddress
{
    private static readonly string[] Everywhere = ["*", "+", "0.0.0.0", "[::]"];

    // By an issuer, or by a printed link where only this machine reaches the host.
    public static bool CanSignIn(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        return options.Enabled && (options.UsesOpenId || IsLocal(services, options));
    }

    public static void Show(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        if (!CanSignIn(services)) return;
        if (options.UsesOpenId) Terminal.WriteLine($"Agent console  {Address(services)}/console/");
        else services.GetRequiredService<SignInKey>().Show();
    }

    public static void ShowLink(IServiceProvider services, string key) =>
        Terminal.WriteLine($"Agent console  {Address(services)}/console{ConsoleSignIn.Path}?key={key}  (works once)");

    private static string Address(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        if (options.Url.Length > 0) return options.Url;
        var server = services.GetRequiredService<IOptions<ServerOptions>>().Value;
        return options.UsesOpenId ? server.PublicAddress : server.Url.Split(';')[0].TrimEnd('/');
    }

    private static bool IsLocal(IServiceProvider services, ConsoleOptions options)
    {
        var server = services.GetRequiredService<IOptions<ServerOptions>>().Value;
        var addresses = options.Url.Length > 0 ? options.Url : server.Url;
        return server.PublicUrl.Length == 0 && addresses.Split(';').All(IsLoopback);
    }

    private static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return !Everywhere.Contains(host) && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
    }
}
