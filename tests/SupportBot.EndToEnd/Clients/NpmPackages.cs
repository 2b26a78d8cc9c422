using System.ComponentModel;
using System.Diagnostics;

namespace SupportBot.EndToEnd.Clients;

/// <summary>
/// The pinned packages of the client scripts, brought once by <c>npm ci</c> into a folder that git ignores.
/// </summary>
internal static class NpmPackages
{
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>The folder of the scripts.</summary>
    public static string Folder { get; } =
        Path.Combine(SharedData.RepositoryRoot, "tests", "SupportBot.EndToEnd", "Clients");

    /// <summary>Waits until the packages are there; skips the test where there is no npm.</summary>
    public static async Task<string> ReadyAsync()
    {
        try
        {
            await Installed.Value;
        }
        catch (Win32Exception)
        {
            Assert.Skip("npm is missing. Install Node.js 20 or later, which brings npm: https://nodejs.org");
        }
        return Folder;
    }

    private static async Task InstallAsync()
    {
        // A copy of the lock file says which packages are there, and that all of them are.
        var (wanted, present) = (
            Path.Combine(Folder, "package-lock.json"), Path.Combine(Folder, "node_modules", "installed.json"));
        if (File.Exists(present) && await File.ReadAllTextAsync(present) == await File.ReadAllTextAsync(wanted)) return;
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        using var process = Process.Start(
            new ProcessStartInfo(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(
            process.ExitCode == 0,
            $"npm ci failed in {Folder}. Check the network and npm's registry setting.\n{await output}{await error}");
        File.Copy(wanted, present, overwrite: true);
    }
}
