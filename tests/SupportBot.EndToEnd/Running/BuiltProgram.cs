using System.Diagnostics;

namespace SupportBot.EndToEnd.Running;

/// <summary>The program as it was built, started as an operator starts it.</summary>
internal static class BuiltProgram
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>The folder of the program's project.</summary>
    public static string ProjectFolder { get; } = Path.Combine(SharedData.RepositoryRoot, "src", "SupportBot");

    private static string BuildConfiguration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The program's own output folder, not the copy beside the tests.</summary>
    private static string Assembly { get; } = Path.Combine(
        ProjectFolder, "bin", BuildConfiguration, "net10.0", "supportbot.dll");

    /// <summary>Starts it; the caller ends it.</summary>
    /// <param name="workingFolder">Where it runs.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="settings">Environment variables, without the prefix SUPPORTBOT_.</param>
    public static Process Start(
        string workingFolder, IEnumerable<string> arguments, params (string Name, string Value)[] settings) =>
        StartDotnet(workingFolder, [Assembly, .. arguments], settings);

    /// <summary>Runs it to its end.</summary>
    public static Task<Outcome> RunAsync(
        string workingFolder, string[] arguments, params (string Name, string Value)[] settings) =>
        EndAsync(Start(workingFolder, arguments, settings), arguments);

    /// <summary>Runs it to its end by <c>dotnet run</c>, without building it again.</summary>
    public static Task<Outcome> DotnetRunAsync(string workingFolder, params string[] arguments) => EndAsync(
            StartDotnet(
                workingFolder,
                ["run", "--no-build", "-c", BuildConfiguration, "--project", ProjectFolder, "--", .. arguments], []),
            arguments);

    /// <summary>Publishes it without building it again.</summary>
    public static Task<Outcome> PublishAsync(string folder)
    {
        string[] arguments =
            ["publish", ProjectFolder, "-c", BuildConfiguration, "--no-build", "-o", folder, "-v", "q"];
        return EndAsync(StartDotnet(folder, arguments, []), arguments);
    }

    /// <summary>Runs a published copy of it to its end.</summary>
    public static Task<Outcome> RunPublishedAsync(string folder, string workingFolder, params string[] arguments) =>
        EndAsync(StartDotnet(workingFolder, [Path.Combine(folder, "supportbot.dll"), .. arguments], []), arguments);

    private static Process StartDotnet(
        string workingFolder, IEnumerable<string> arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var name in start
                .Environment.Keys.Where(k => k.StartsWith("SUPPORTBOT_", StringComparison.OrdinalIgnoreCase))
                .ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings) start.Environment[$"SUPPORTBOT_{name}"] = value;
        return Process.Start(start)!;
    }

    private static async Task<Outcome> EndAsync(Process started, string[] arguments)
    {
        using var process = started;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail(
                $"supportbot {string.Join(' ', arguments)} did not end within {Timeout}.\n{await output}\n{await error}"
            );
        }
        return new Outcome(process.ExitCode, await output, await error);
    }
}

/// <summary>How a run ended, and what it printed.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);
