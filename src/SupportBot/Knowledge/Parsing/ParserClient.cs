using System.Diagnostics;
using System.Globalization;
using SupportBot.Core.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Knowledge.Parsing;

internal sealed class ParserClient : IDisposable
{
    private const string Advice = "Split or simplify it.";

    public static readonly ParsedFile Crashed = ParsedFile.Reject(
        $"Reading it ended the process that reads documents: it is nested too deeply or takes much memory. {Advice}");

    private const int MaxResponse = 256_000_000;

    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly DocsOptions _limits;

    private ParserClient(Process process, DocsOptions limits) => (_process, _limits) = (process, limits);

    public static ParserClient Start(DocsOptions limits)
    {
        var (program, arguments) = Program(Environment.ProcessPath ?? "");
        var seconds = limits.MaxParseSeconds.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(program, [.. arguments, ParserProcess.Verb, seconds])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It reads untrusted input, so it gets no secrets.
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList()) start.Environment.Remove(name);
        start.Environment["DOTNET_GCHeapHardLimit"] =
            (limits.MaxParseMegabytes * 1_000_000L).ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = Process.Start(start)!;
        process.BeginErrorReadLine(); // The runtime writes there why it ends; the exit code suffices.
        return new ParserClient(process, limits);
    }

    public bool IsAlive { get; private set; } = true;

    // Also returns the result if a limit was exceeded; null if the process ended for another reason.
    public async Task<ParsedFile?> ParseAsync(SourceFile file, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var timeout = TimeSpan.FromSeconds(5 + (10 * _limits.MaxParseSeconds));
            return await SendAsync(file, cancellationToken).WaitAsync(timeout, time, cancellationToken)
                ?? await EndedAsync(cancellationToken);
        }
        catch (IOException)
        {
            return await EndedAsync(cancellationToken);
        }
        catch (TimeoutException)
        {
            IsAlive = false;
            return TooSlow();
        }
        catch (OperationCanceledException)
        {
            IsAlive = false;
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task<ParsedFile?> SendAsync(SourceFile file, CancellationToken cancellationToken)
    {
        await MessageFraming.WriteAsync(_process.StandardInput.BaseStream, file, cancellationToken);
        return await MessageFraming.ReadAsync<ParsedFile>(
            _process.StandardOutput.BaseStream, MaxResponse, cancellationToken);
    }

    private async Task<ParsedFile?> EndedAsync(CancellationToken cancellationToken)
    {
        IsAlive = false;
        try
        {
            // The output ends shortly before the process. If the process continues, its answer was too long.
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(ExitTimeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(cancellationToken);
        }
        return _process.ExitCode switch
        {
            ParserProcess.TimeExceeded => TooSlow(),
            ParserProcess.MemoryExceeded => ParsedFile.Reject(
                $"Reading it takes more than {_limits.MaxParseMegabytes} MB "
                    + $"of memory (Docs:MaxParseMegabytes). {Advice}"),
            _ => null,
        };
    }

    private ParsedFile TooSlow() => ParsedFile.Reject(
        $"Reading it takes more than {_limits.MaxParseSeconds} s of processor time (Docs:MaxParseSeconds). {Advice}");

    private static bool IsSetting(string variable) =>
        variable.StartsWith("SUPPORTBOT_", StringComparison.OrdinalIgnoreCase);

    // This program: its own executable, or its assembly if another program runs it.
    internal static (string Program, string[] Arguments) Program(string running)
    {
        var assembly = typeof(ParserProcess).Assembly;
        var name = Path.GetFileName(running);
        if (name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)) name = name[..^".exe".Length];
        return name switch
        {
            _ when name.Equals(assembly.GetName().Name, StringComparison.OrdinalIgnoreCase) => (running, []),
            "dotnet" => (running, [assembly.Location]),
            _ => ("dotnet", [assembly.Location]),
        };
    }
}
