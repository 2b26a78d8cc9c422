using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace SupportBot.Benchmarks;

/// <summary>
/// From outside, as a visitor: seconds from starting the built program to the first answer over the product's own docs,
/// from saving an edited document to an answer that holds the new words, and from the start until vectors are searched
/// and all of them are made.
/// </summary>
internal static class StartBenchmark
{
    private const int Runs = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <param name="program">The folder of a published program; null for the one built beside the benchmarks.</param>
    public static async Task<int> RunAsync(string? program)
    {
        var folder = program is null ? AppContext.BaseDirectory : Path.GetFullPath(program);
        var clock = TimeProvider.System;
        var starts = new List<double>();
        var edits = new List<double>();
        var searched = new List<double>();
        var complete = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var work = Directory.CreateTempSubdirectory("supportbot-start-");
            try
            {
                var docs = CopyOfDocs(work);
                var begun = clock.GetTimestamp();
                using var host = Start(folder, work, docs, out var address);
                using var visitor = await Visitor.ConnectAsync(address);
                await visitor.AskAsync(
                    "How do I put the widget on my site?", answer => answer.Contains("[1]", StringComparison.Ordinal));
                starts.Add(clock.GetElapsedTime(begun).TotalSeconds);

                await File.WriteAllTextAsync(
                    Path.Combine(docs, "zebra.md"), "# Zebra crossing\n\nThe zebra crossing code is 4711.\n");
                var saved = clock.GetTimestamp();
                await visitor.AskAsync(
                    "What is the zebra crossing code?", answer => answer.Contains("4711", StringComparison.Ordinal));
                edits.Add(clock.GetElapsedTime(saved).TotalSeconds);

                using var http = new HttpClient { BaseAddress = address };
                await UntilAsync(http, vectors => vectors["inUse"]!.GetValue<bool>());
                searched.Add(clock.GetElapsedTime(begun).TotalSeconds);
                await UntilAsync(
                    http, vectors => vectors["done"]!.GetValue<int>() == vectors["total"]!.GetValue<int>());
                complete.Add(clock.GetElapsedTime(begun).TotalSeconds);
                host.Kill();
                await host.WaitForExitAsync();
            }
            finally
            {
                work.Delete(recursive: true);
            }
        }
        Print("start to first answer over docs/", starts, 3);
        Print("saved document to answer with its words", edits, 1);
        Print("start to search by vectors over docs/", searched, 20);
        Print("start to vectors of all sections and blocks", complete, null);
        return 0;
    }

    private static void Print(string what, List<double> seconds, double? bar)
    {
        seconds.Sort();
        Console.WriteLine(
            $"{what}: median {seconds[seconds.Count / 2]:0.00} s, worst {seconds[^1]:0.00} s of {seconds.Count}"
                + (bar is null ? "" : $" (bar: {bar:0.0} s)"));
    }

    private static async Task UntilAsync(HttpClient http, Predicate<JsonNode> isReached)
    {
        while (JsonNode.Parse(await http.GetStringAsync("/health"))!["vectors"] is not { } vectors
            || !isReached(vectors))
            await Task.Delay(Pause);
    }

    private static string CopyOfDocs(DirectoryInfo work)
    {
        var target = Path.Combine(work.FullName, "docs");
        var source = Path.Combine(AppContext.BaseDirectory, "docs");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return target;
    }

    private static Process Start(string folder, DirectoryInfo work, string docs, out Uri address)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        string[] arguments =
        [
            Path.Combine(folder, "supportbot.dll"),
            "serve",
            "--url",
            address.ToString().TrimEnd('/'),
            "--data",
            Path.Combine(work.FullName, "data"),
            "--docs",
            docs,
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = work.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It asks until the answer has come; a visitor's limit would stop it.
        start.Environment["SUPPORTBOT_RateLimits__MessagesPerMinute"] = start.Environment[
            "SUPPORTBOT_RateLimits__MessagesPerHour"
        ] = "10000";
        return Process.Start(start)!;
    }

    /// <summary>A visitor of the web chat who polls.</summary>
    internal sealed class Visitor(HttpClient http, string conversation) : IDisposable
    {
        private string _watermark = "";

        public static async Task<Visitor> ConnectAsync(Uri address)
        {
            var http = new HttpClient { BaseAddress = address };
            var token = await TokenAsync(http);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var started = await http.PostAsJsonAsync("/v3/directline/conversations", new { locale = "en" });
            return new Visitor(
                http, JsonNode.Parse(await started.Content.ReadAsStringAsync())!["conversationId"]!.GetValue<string>());
        }

        /// <summary>
        /// Asks until the answer is as it should be: right after a start or an edit the first may come too early.
        /// </summary>
        /// <param name="question">The question.</param>
        /// <param name="isAnswer">Whether it is.</param>
        /// <param name="pause">How long to wait before the question is asked again.</param>
        public async Task AskAsync(string question, Predicate<string> isAnswer, TimeSpan pause = default)
        {
            while (true)
            {
                using var posted = await http.PostAsJsonAsync(
                    $"/v3/directline/conversations/{conversation}/activities",
                    new
                    {
                        type = "message",
                        text = question,
                        from = new { id = "x" },
                    });
                var id = JsonNode.Parse(await posted.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
                if (isAnswer(await AnswerToAsync(id))) return;
                await Task.Delay(pause);
            }
        }

        public void Dispose() => http.Dispose();

        private static async Task<string> TokenAsync(HttpClient http)
        {
            while (true)
            {
                try
                {
                    using var response = await http.PostAsJsonAsync("/api/webchat/token", new { });
                    return JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())![
                        "token"
                    ]!.GetValue<string>();
                }
                catch (HttpRequestException e) when (e.StatusCode is null)
                {
                    await Task.Delay(Pause); // It does not listen yet.
                }
            }
        }

        private async Task<string> AnswerToAsync(string id)
        {
            while (true)
            {
                var page = JsonNode.Parse(
                    await http.GetStringAsync(
                        $"/v3/directline/conversations/{conversation}/activities?watermark={_watermark}"))!;
                _watermark = page["watermark"]!.GetValue<string>();
                if (
                    page["activities"]!.AsArray().FirstOrDefault(a => a!["replyToId"]?.GetValue<string>() == id) is
                    { } answer)
                    return answer["text"]!.GetValue<string>();
                await Task.Delay(Pause);
            }
        }
    }
}
