using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SupportBot.Benchmarks;

/// <summary>The built program reads a folder of documents of 2 kB: how many a second, and in how much memory.</summary>
internal static class IngestBenchmark
{
    private const int Seed = 12;
    private const int Length = 2_000;
    private const double MinDocumentsPerSecond = 400;
    private const double MaxMebibytes = 300;

    private static readonly string[] Syllables = "ba ce di fo gu ka le mi no pu ra se ti vo zu".Split(' ');

    /// <param name="documents">How many; 10,000 for the bar.</param>
    public static async Task<int> RunAsync(int documents)
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-ingest-");
        try
        {
            var docs = folder.CreateSubdirectory("docs").FullName;
            var random = new Random(Seed);
            for (var i = 0; i < documents; i++)
                await File.WriteAllTextAsync(Path.Combine(docs, $"{i}.md"), Document(i, random));
            string program = Path.Combine(AppContext.BaseDirectory, "supportbot.dll"),
            data = Path.Combine(folder.FullName, "data");
            var begin = TimeProvider.System.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "ingest", docs, "--data", data])
            {
                RedirectStandardOutput = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var peak = await PeakMebibytesAsync(process);
            var rate = documents / TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
            Console.WriteLine((await output).Trim());
            Print("documents a second", rate, MinDocumentsPerSecond, rate >= MinDocumentsPerSecond);
            Print("peak memory of the program, in MiB", peak, MaxMebibytes, peak <= MaxMebibytes);
            return process.ExitCode == 0 && rate >= MinDocumentsPerSecond && peak <= MaxMebibytes ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Document(int number, Random random)
    {
        var text = new StringBuilder($"# Document {number}\n\n");
        while (text.Length < Length)
        {
            if (random.Next(5) == 0) text.Append(CultureInfo.InvariantCulture, $"## {Words(3, random)}\n\n");
            var item = random.Next(3) == 0 ? "- " : "";
            for (var i = 0; i < 3; i++) text.Append(item).Append(Words(random.Next(6, 20), random)).Append(".\n");
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Words(int count, Random random) => string.Join(' ', Enumerable.Range(0, count)
                .Select(_ =>
                    string.Concat(
                        Enumerable.Range(0, random.Next(1, 4)).Select(_ => Syllables[random.Next(Syllables.Length)]))));

    /// <summary>
    /// The largest resident set until the process ends, without that of the processes that parse for it.
    /// </summary>
    private static async Task<double> PeakMebibytesAsync(Process process)
    {
        var peak = 0.0;
        while (!process.HasExited)
        {
            process.Refresh();
            if (!process.HasExited) peak = Math.Max(peak, process.PeakWorkingSet64 / 1_048_576.0);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
        return peak;
    }

    private static void Print(string what, double value, double bar, bool isCleared) =>
        Console.WriteLine($"{what}: {value:0} (bar: {bar:0}) {(isCleared ? "PASS" : "FAIL")}");
}
