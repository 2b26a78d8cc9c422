using System.Diagnostics;
using SupportBot.Testing;

namespace SupportBot.EndToEnd.Running;

/// <summary>The program as it was built, started as an operator starts it.</summary>
internal static class BuiltProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The program's own output folder, not the copy beside the tests.</summary>
    private static string Assembly { get; } = Path.Combine(
        SharedData.RepositoryRoot, "src", "SupportBot", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "supportbot.dll");

    /// <summary>Starts it; the caller ends it.</summary>
    /// <param name="workingFolder">Where it runs.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="settings">Environment variables, without the prefix SUPPORTBOT_.</param>
    public static Process Start(string workingFolder, IEnumerable<string> arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("SUPPORTBOT_", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in settings) start.Environment[$"SUPPORTBOT_{name}"] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<Outcome> RunAsync(string workingFolder, string[] arguments, params (string Name, string Value)[] settings)
    {
        using var process = Start(workingFolder, arguments, settings);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"supportbot {string.Join(' ', arguments)} did not end within {Patience}.\n{await output}\n{await error}");
        }
        return new Outcome(process.ExitCode, await output, await error);
    }
}

/// <summary>How a run ended, and what it printed.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error);
