using System.Diagnostics;

namespace SupportBot.Benchmarks.Load;

/// <summary>
/// A running <see cref="EchoServer"/> with a data folder of its own; disposing ends it and deletes the folder.
/// </summary>
internal sealed class EchoServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private EchoServerProcess(Process process, DirectoryInfo folder, Uri address) =>
        (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <param name="settings">Settings beside the limits, which are raised so far that no load reaches them.</param>
    public static async Task<EchoServerProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-load-");
        (string Name, string Value)[] all =
        [
            ("Data:Path", folder.FullName),
            ("RateLimits:MessagesPerMinute", "100000"),
            ("RateLimits:MessagesPerHour", "100000"),
            ("RateLimits:VisitorsPerAddress", "100000"),
            ("RateLimits:BytesPerHour", "1000000000"),
            ("RateLimits:HostBytesPerHour", "1000000000000"),
            .. settings,
        ];
        // With the garbage collector as the product itself has it.
        string[] program =
        [
            "exec",
            "--runtimeconfig",
            InOutput("supportbot.runtimeconfig.json"),
            InOutput("SupportBot.Benchmarks.dll"),
            EchoServer.Verb,
        ];
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [.. program, .. all.SelectMany(s => new[] { $"--{s.Name}", s.Value })])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        // Warnings of the start come before the address.
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("http://", StringComparison.Ordinal))
                return new EchoServerProcess(process, folder, new Uri(line));
        throw new InvalidOperationException("The server did not start; see above.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string InOutput(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
