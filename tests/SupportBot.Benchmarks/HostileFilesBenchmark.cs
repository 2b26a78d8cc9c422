using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using SupportBot.Testing;

namespace SupportBot.Benchmarks;

/// <summary>
/// A host over a folder of hostile files and one good file: how long each file takes by itself, whether the good file
/// is answered from meanwhile, how much memory the host takes, and how soon it ends when it is asked to.
/// </summary>
internal static partial class HostileFilesBenchmark
{
    private const string GoodFile = "zebra.md";
    private const int MaxBytes = 1_000_000;
    private const int Seed = 11;
    private const double MaxSeconds = 2;
    private const double MaxStopSeconds = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="files">How many; 1,000 for the bar.</param>
    public static async Task<int> RunAsync(int files)
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-hostile-");
        try
        {
            var docs = folder.CreateSubdirectory("docs").FullName;
            foreach (var (name, content) in HostileFiles.Generate(Seed, files, MaxBytes))
                await File.WriteAllBytesAsync(Path.Combine(docs, name), content);
            await File.WriteAllTextAsync(Path.Combine(docs, GoodFile),
                "# Zebra crossing\n\nThe zebra crossing code is 4711.\n");
            return await ParseEachAsync(docs) & await ServeAsync(folder.FullName, docs) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Each file by itself, in the process that a host would use for it.</summary>
    private static async Task<bool> ParseEachAsync(string docs)
    {
        var seconds = new ConcurrentDictionary<string, double>();
        var reasons = new ConcurrentDictionary<string, string>();
        using var parsers = HostileFilesParsers.Create();
        await Parallel.ForEachAsync(Directory.EnumerateFiles(docs).Order(StringComparer.Ordinal), async (path, _) =>
        {
            var begin = TimeProvider.System.GetTimestamp();
            var reason = await parsers.ParseAsync(path);
            seconds[Path.GetFileName(path)] = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
            if (reason is not null) reasons[Path.GetFileName(path)] = reason;
        });
        Console.WriteLine(
            $"files: {seconds.Count}; indexed: {seconds.Count - reasons.Count}; rejected: {reasons.Count}");
        foreach (var (kind, count) in reasons.Values.CountBy(Kind).OrderByDescending(pair => pair.Value))
            Console.WriteLine($"  {count,4}  {kind}");
        var slowest = seconds.OrderByDescending(pair => pair.Value).Take(5).ToList();
        foreach (var (name, time) in slowest)
            Console.WriteLine($"  {time:0.00} s  {name}: {reasons.GetValueOrDefault(name, "indexed")}");
        var isGoodIndexed = !reasons.ContainsKey(GoodFile);
        Console.WriteLine($"good file: {(isGoodIndexed ? "indexed PASS" : "rejected FAIL")}");
        return Verdict("slowest file", slowest[0].Value, MaxSeconds, "s", "") & isGoodIndexed;
    }

    private static async Task<bool> ServeAsync(string folder, string docs)
    {
        await using var host = await BuiltHost.StartOverAsync(folder, docs);
        var begin = TimeProvider.System.GetTimestamp();
        using var visitor = await StartBenchmark.Visitor.ConnectAsync(host.Address);
        await visitor.AskAsync("What is the zebra crossing code?", answer =>
            answer.Contains("4711", StringComparison.Ordinal), TimeSpan.FromSeconds(2));
        var answered = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
        var isReading = !host.IsReady;
        Console.WriteLine(
            $"good file answered after {answered:0.0} s, {(isReading ? "while" : "after")} the folder is read");
        // Stop in the middle of the work where there is any left.
        var stop = TimeProvider.System.GetTimestamp();
        var exit = await host.TerminateAsync();
        var stopped = TimeProvider.System.GetElapsedTime(stop).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"exit code {exit}"));
        return Verdict("end after SIGTERM while reading", stopped, MaxStopSeconds, "s", "") & exit == 0
            & await ReadAllAsync(folder, docs);
    }

    /// <summary>A second start reads the whole folder to its end.</summary>
    private static async Task<bool> ReadAllAsync(string folder, string docs)
    {
        await using var host = await BuiltHost.StartOverAsync(folder, docs);
        var begin = TimeProvider.System.GetTimestamp();
        while (!host.IsReady && !host.HasEnded) await Task.Delay(Pause);
        Console.WriteLine($"whole folder read in {TimeProvider.System.GetElapsedTime(begin).TotalSeconds:0} s");
        return Verdict("peak memory of the host", host.Memory("VmHWM"), 512, "MiB", "") & !host.HasEnded;
    }

    /// <summary>A reason without what differs between files.</summary>
    private static string Kind(string reason)
    {
        var kind = Digits().Replace(reason, "N");
        return kind.Length > 90 ? $"{kind[..90]}…" : kind;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    private static bool Verdict(string what, double value, double bar, string unit, string detail)
    {
        Console.WriteLine(
            $"{what}: {value:0.00} {unit} {detail} (bar: {bar:0} {unit}) {(value <= bar ? "PASS" : "FAIL")}");
        return value <= bar;
    }
}
