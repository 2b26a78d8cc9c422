using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using SupportBot.Benchmarks.Streaming;

namespace SupportBot.Benchmarks.Hostile;

/// <summary>
/// What other visitors notice of one who attacks at full speed, and what is left of it in memory and on disk. The built
/// program runs with its own limits in a process of its own, and the attacker in another.
/// </summary>
internal static class HostileBenchmark
{
    private const int Visitors = 20;

    /// <summary>The most that a visitor waits for its turn to ask: all together ask ten questions a second.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2.1);
    private static readonly TimeProvider Clock = TimeProvider.System;

    private const string Page = """
        # Kettle

        ## How long does the warranty last?

        The warranty of the kettle lasts three years from the day of purchase.

        ## How do I descale the kettle?

        Fill the kettle with water and two spoons of citric acid, boil it, and rinse it twice.
        """;

    private static readonly string[] Questions = ["How long does the warranty last?", "How do I descale the kettle?"];

    public static async Task<int> RunAsync(int seconds)
    {
        await using var host = await BuiltHost.StartWithLimitsAsync(Page);
        await UntilAnsweredAsync(host);
        await AskAsync(host, network: 1, seconds: 5);

        var figures = new Figures();
        var idle = await AskAsync(host, network: 2, seconds);
        var stored = SizeOf(host.DataFolder);
        figures.Report("Resident set of the host before the attack", host.Memory("VmRSS"), "MiB");
        var (hostTime, began) = (host.ProcessorTime, Clock.GetTimestamp());
        using var attacker = StartAttacker(host.Address, seconds);
        var outcomes = attacker.StandardOutput.ReadToEndAsync();
        var attacked = await AskAsync(host, network: 3, seconds);
        var told = (await outcomes).Split('\n');
        var attackerTime = TimeSpan.FromSeconds(double.Parse(told[0], CultureInfo.InvariantCulture));
        var available = Clock.GetElapsedTime(began) * Environment.ProcessorCount;

        figures.Report("Questions of others, idle", idle.Count, "");
        figures.Report("Questions of others, under attack", attacked.Count, "");
        figures.Report("Answered, idle, p50", Percentile(idle, 50), "ms");
        figures.Report("Answered, idle, p95", Percentile(idle, 95), "ms");
        figures.Report("Answered, under attack, p50", Percentile(attacked, 50), "ms");
        figures.AtMost(
            "Answered, under attack, p95", Percentile(attacked, 95), Math.Max(2 * Percentile(idle, 95), 250), "ms");
        figures.Report("Attacker's share of all processor time", attackerTime / available * 100, "%");
        figures.Report("Host's share of all processor time", (host.ProcessorTime - hostTime) / available * 100, "%");
        figures.AtMost("Resident set of the host, at its highest", host.Memory("VmHWM"), 512, "MiB");
        figures.AtMost("Growth of the data folder", SizeOf(host.DataFolder) - stored, 20, "MiB");
        Console.WriteLine($"\nThe attacker's calls by status: {told[1]}");
        Console.WriteLine(figures.ExitCode == 0 ? "PASS" : "FAIL");
        return figures.ExitCode;
    }

    /// <summary>Right after the start the page may not be read yet.</summary>
    private static async Task UntilAnsweredAsync(BuiltHost host)
    {
        while (true)
        {
            using var visitor = await StreamingVisitor.ArriveAsync(host.Address);
            if ((await visitor.AskAsync(Questions[0])).Text!.Contains("three years", StringComparison.Ordinal)) return;
            await Task.Delay(TimeSpan.FromSeconds(2), Clock);
        }
    }

    /// <summary>New visitors, each from an address of its own, ask in turn.</summary>
    /// <returns>How long each question waited for its answer, in milliseconds.</returns>
    private static async Task<IReadOnlyList<double>> AskAsync(BuiltHost host, int network, int seconds)
    {
        var began = Clock.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(1, Visitors).Select(async i =>
        {
            await Task.Delay(Interval * i / Visitors, Clock);
            using var handler = LocalAddress.HandlerFrom(IPAddress.Parse($"127.0.{network}.{i}"));
            using var visitor = await StreamingVisitor.ArriveAsync(host.Address, handler);
            var waits = new List<double>();
            while (Clock.GetElapsedTime(began).TotalSeconds < seconds)
            {
                var question = Questions[waits.Count % Questions.Length];
                var seen = await visitor.AskAsync(question);
                        if (!seen.Text!.Contains("[1]", StringComparison.Ordinal))
                            throw new InvalidOperationException($"'{question}' was answered: {seen.Text}");
                var wait = Clock.GetElapsedTime(seen.Posted, seen.Ended);
                waits.Add(wait.TotalMilliseconds);
                if (wait < Interval) await Task.Delay(Interval - wait, Clock);
            }
            return waits;
        }));
        return [.. all.SelectMany(waits => waits)];
    }

    private static Process StartAttacker(Uri host, int seconds)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "SupportBot.Benchmarks.dll"),
            Attacker.Verb,
            host.ToString(),
            seconds.ToString(CultureInfo.InvariantCulture),
        ];
        return Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
    }

    /// <summary>
    /// In MiB, with the write-ahead log counted as after a checkpoint: as the pages that the database then has.
    /// </summary>
    private static double SizeOf(string folder)
    {
        var files = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith("supportbot.db", StringComparison.Ordinal));
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "supportbot.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        return (files.Sum(file => new FileInfo(file).Length) + (long)command.ExecuteScalar()!) / (1024.0 * 1024);
    }

    private static double Percentile(IReadOnlyList<double> waits, int percent)
    {
        var sorted = waits.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
    }
}
