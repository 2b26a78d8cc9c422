using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SupportBot.EndToEnd.Running;

/// <summary>The built program serving on a free port of the loopback, with a data folder of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Systems choose higher ports for those who ask for any, and for the near end of connections.</summary>
    private const int FirstPort = 12_000;

    private const int Ports = 18_000;

    private static int _ports = Environment.ProcessId % Ports;

    private readonly Process _process;
    private readonly TempFolder _folder;
    private readonly bool _isOwner;
    private readonly ConcurrentQueue<string> _lines = new();

    private RunningHost(Process process, TempFolder folder, bool isOwner, Uri address)
    {
        (_process, _folder, _isOwner, Address) = (process, folder, isOwner, address);
        process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public string DataFolder => _folder["data"];

    /// <summary>What it printed so far.</summary>
    public string Printed => string.Join('\n', _lines);

    /// <summary>Starts it and waits until it answers, and has read the documents.</summary>
    /// <param name="docs">The documentation folder.</param>
    /// <param name="settings">Environment variables, without the prefix SUPPORTBOT_.</param>
    public static async Task<RunningHost> StartAsync(string docs, params (string Name, string Value)[] settings)
    {
        var host = Launch(new TempFolder(), isOwner: true, docs, settings);
        await host.WaitAsync();
        return host;
    }

    /// <summary>Starts it on a data folder that outlives it, and waits until it answers, or has ended.</summary>
    /// <param name="folder">Where it runs; the data are below.</param>
    /// <param name="docs">The documentation folder.</param>
    /// <param name="settings">Environment variables, without the prefix SUPPORTBOT_.</param>
    public static async Task<RunningHost> StartInAsync(
        TempFolder folder, string docs, params (string Name, string Value)[] settings)
    {
        var host = Launch(folder, isOwner: false, docs, settings);
        using var http = new HttpClient { BaseAddress = host.Address };
        while (!host.HasEnded && !await host.AnswersAsync(http))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("in use by another program", host.Printed, StringComparison.Ordinal);
        return host;
    }

    private static RunningHost Launch(
        TempFolder folder, bool isOwner, string docs, (string Name, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var process = BuiltProgram.Start(
            folder.Path,
            ["serve", "--url", address.GetLeftPart(UriPartial.Authority), "--data", folder["data"], "--docs", docs],
            // Opening the bundled embedding takes longer than most tests, and a test that needs one says so.
            [("Search__Embedding", "none"), .. settings]);
        return new RunningHost(process, folder, isOwner, address);
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>Ends it as a power cut does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to end, as a service manager does, and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", $"-TERM {_process.Id}"))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>
    /// Whether a request failed because the host ended: one that ends while it is connected to throws at the socket.
    /// </summary>
    public static bool IsGone(Exception e) => e is HttpRequestException or SocketException or IOException;

    /// <summary>A port that nobody listens on, and that the system gives to nobody else meanwhile.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (Interlocked.Increment(ref _ports) % Ports);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Another program listens there.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        if (_isOwner) _folder.Dispose();
    }

    private async Task WaitAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var began = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(http))
        {
            if (!_process.HasExited && TimeProvider.System.GetElapsedTime(began) < Timeout)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
                continue;
            }
            var printed = Printed;
            await DisposeAsync();
            Assert.Fail($"The program did not serve {Address}. It printed:\n{printed}");
        }
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(
                new Uri("/widget.js", UriKind.Relative), TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode && Printed.Contains("\nReady", StringComparison.Ordinal);
        }
        catch (Exception e) when (IsGone(e))
        {
            return false;
        }
    }
}
