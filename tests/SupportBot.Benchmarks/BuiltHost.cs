using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SupportBot.Benchmarks;

/// <summary>
/// The built program over documents of its own, in a process of its own; disposing ends it and deletes its folder.
/// </summary>
internal sealed class BuiltHost : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly (string Name, string Value)[] Raised =
    [
        ("RateLimits__MessagesPerMinute", "100000"), ("RateLimits__MessagesPerHour", "100000"),
        ("RateLimits__NewVisitorsPerMinute", "100000"), ("RateLimits__VisitorsPerAddress", "100000"),
    ];

    private readonly Process _process;
    private readonly DirectoryInfo? _folder;
    private readonly ConcurrentQueue<string> _lines = [];
    private volatile bool _isReady;

    private BuiltHost(Process process, DirectoryInfo? folder, Uri address)
    {
        (_process, _folder, Address) = (process, folder, address);
        process.OutputDataReceived += (_, line) =>
            _isReady |= line.Data?.StartsWith("Ready", StringComparison.Ordinal) == true;
        process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it has read its documents.</summary>
    public bool IsReady => _isReady;

    public bool HasEnded => _process.HasExited;

    public Uri Address { get; }

    public string DataFolder => Path.Combine(_folder!.FullName, "data");

    /// <summary>What it printed so far.</summary>
    public string Printed => string.Join('\n', _lines);

    /// <summary>Warnings and errors that it logged.</summary>
    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>What it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it, and returns when it listens.</summary>
    /// <param name="page">Its only document.</param>
    /// <param name="settings">
    /// Beside the limits, which are raised so far that no load reaches them; as <c>Section__Name</c>.
    /// </param>
    public static Task<BuiltHost> StartAsync(string page, params (string Name, string Value)[] settings) =>
        StartWithLimitsAsync(page, [.. Raised, .. settings]);

    /// <summary>Starts it with its own limits, and returns when it listens.</summary>
    /// <param name="page">Its only document.</param>
    /// <param name="settings">As <c>Section__Name</c>.</param>
    public static async Task<BuiltHost> StartWithLimitsAsync(string page, params (string Name, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-host-");
        await File.WriteAllTextAsync(Path.Combine(folder.CreateSubdirectory("docs").FullName, "page.md"), page);
        return await StartAsync(folder.FullName, Path.Combine(folder.FullName, "docs"), folder, settings);
    }

    /// <summary>Starts it over documents and data that outlive it, and returns when it listens.</summary>
    public static Task<BuiltHost> StartOverAsync(string folder, string docs) => StartAsync(folder, docs, null, Raised);

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", $"-TERM {_process.Id}")) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private static async Task<BuiltHost> StartAsync(
        string folder, string docs, DirectoryInfo? owned, (string Name, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "supportbot.dll"), "serve", "--url", address.ToString().TrimEnd('/'),
            "--data", Path.Combine(folder, "data"), "--docs", docs,
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings) start.Environment[$"SUPPORTBOT_{name}"] = value;
        var host = new BuiltHost(Process.Start(start)!, owned, address);
        await host.UntilReadyAsync();
        return host;
    }

    /// <summary>A figure of the process in MiB, as Linux names it: <c>VmRSS</c>, <c>VmHWM</c>.</summary>
    public double Memory(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status")
            .Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(name.Length + 1).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder?.Delete(recursive: true);
    }

    private void Take(string? line)
    {
        if (
            line is not null
            && (
                line.StartsWith("warn:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal)
            ))
            Errors.Enqueue(line);
    }

    private async Task UntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        while (!_process.HasExited)
        {
            try
            {
                using var response = await http.GetAsync(new Uri("/health", UriKind.Relative));
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(Pause);
        }
        throw new InvalidOperationException("The program ended before it was ready.");
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
