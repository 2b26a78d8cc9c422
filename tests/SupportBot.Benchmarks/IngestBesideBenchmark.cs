using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SupportBot.Benchmarks;

/// <summary>Runs <c>ingest</c> again and again as a process beside a host that is asked all the while.</summary>
internal static class IngestBesideBenchmark
{
    private const string Answer = "vacuum cleaner lasts five years";
    private const string Page = $"# Warranty\n\n## How long does the warranty last?\n\nThe warranty of the {Answer}.";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(int runs)
    {
        var figures = new Figures();
        var folder = Directory.CreateTempSubdirectory("supportbot-beside-");
        await using (var host = await BuiltHost.StartAsync(Page))
        {
            while (!host.IsReady) await Task.Delay(Pause);
            using var stop = new CancellationTokenSource();
            var asking = AskAsync(host.Address, stop.Token);
            var aborted = 0;
            for (var run = 1; run <= runs; run++)
            {
                await File.WriteAllTextAsync(
                    Path.Combine(folder.FullName, "kettle.md"), $"# Kettle\n\nEdition {run} boils water.");
                if (!await SucceedsAsync(folder, "ingest", folder.FullName, "--data", host.DataFolder)) aborted++;
            }
            await stop.CancelAsync();
            var (asked, failed) = await asking;
            figures.AtMost($"Ingestions that failed, of {runs}", aborted, 0, "");
            figures.AtMost("Questions that failed", failed, 0, "");
            figures.AtLeast("Questions asked meanwhile", asked, runs, "");
            figures.AtMost(
                "The last edition is not found",
                await SucceedsAsync(folder, "search", $"edition {runs} boils", "--data", host.DataFolder) ? 0 : 1, 0,
                "");
            await host.TerminateAsync();
            figures.AtMost("Lines of the host about a damaged or lagging index", host.Errors.Count, 0, "");
        }
        folder.Delete(recursive: true);
        return figures.ExitCode;
    }

    private static async Task<bool> SucceedsAsync(DirectoryInfo folder, params string[] arguments)
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "supportbot.dll"), .. arguments];
        var start = new ProcessStartInfo("dotnet", command)
        {
            WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await output;
        if (process.ExitCode == 0) return true;
        await Console.Error.WriteLineAsync(await errors);
        return false;
    }

    /// <summary>One question after another, each by a visitor of its own, until told to stop.</summary>
    private static async Task<(int Asked, int Failed)> AskAsync(Uri address, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = address };
        var (asked, failed) = (0, 0);
        while (!stop.IsCancellationRequested)
        {
            asked++;
            if (!await IsAnsweredAsync(http)) failed++;
        }
        return (asked, failed);
    }

    private static async Task<bool> IsAnsweredAsync(HttpClient http)
    {
        using var visit = await http.PostAsJsonAsync("/api/webchat/token", new { });
        var visitor = await JsonAsync(visit);
        var conversation = $"/v3/directline/conversations/{visitor["conversationId"]}";
        var bearer = new AuthenticationHeaderValue("Bearer", visitor["token"]!.GetValue<string>());
        await SendAsync(http, bearer, HttpMethod.Post, "/v3/directline/conversations", null);
        await SendAsync(http, bearer, HttpMethod.Post, $"{conversation}/activities",
            new { type = "message", text = "How long does the warranty last?", from = new { id = "visitor" } });
        for (
            var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < LongestAnswer;
            await Task.Delay(Pause))
        {
            var log = await SendAsync(http, bearer, HttpMethod.Get, $"{conversation}/activities", null);
            var replies = log["activities"]!
                .AsArray()
                .Where(activity =>
                    activity!["replyToId"] is not null && activity["type"]!.GetValue<string>() == "message")
                .ToList();
            if (replies.Count > 0)
                return replies.Exists(reply =>
                    reply!["text"]?.GetValue<string>().Contains(Answer, StringComparison.Ordinal) == true);
        }
        return false;
    }

    private static async Task<JsonNode> SendAsync(
        HttpClient http, AuthenticationHeaderValue bearer, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative))
        {
            Headers = { Authorization = bearer },
        };
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await http.SendAsync(request);
        return await JsonAsync(response);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())
        ?? throw new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"{response.RequestMessage?.RequestUri} gave no JSON."));
}
