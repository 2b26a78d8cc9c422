using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Channels;

/// <summary>What anybody may send, and what the disk may do, against the product's own store.</summary>
public sealed class BadDayTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bad-day-");

    [NeedsSharedData]
    [Fact]
    public async Task No_body_of_the_JSON_test_suite_breaks_the_web_chat()
    {
        var files = Directory.GetFiles(Testing.SharedData.Data("security/JSONTestSuite/test_parsing"), "*.json");
        await using var host = await ChatHost.StartAsync(_folder, null, ("RateLimits:NewVisitorsPerMinute", "100000"));
        using var visitor = await Visitor.ArriveAsync(host);
        foreach (var file in files)
        {
            var body = await File.ReadAllBytesAsync(file, Cancel);
            foreach (
                var path in new[]
                {
                    "/api/webchat/token",
                    "/v3/directline/conversations",
                    $"/v3/directline/conversations/{visitor.Conversation}/activities",
                })
                Assert.True(await PostAsync(host, visitor, path, body) < 500, $"{Path.GetFileName(file)} to {path}");
        }
        await visitor.SayAsync("still there?");
    }

    [NeedsSharedData]
    [Fact]
    public async Task Naughty_strings_come_back_as_they_were_sent()
    {
        var strings = JsonSerializer.Deserialize<List<string>>(
            await File.ReadAllTextAsync(Testing.SharedData.Data("security/blns/blns.json"), Cancel))!;
        Assert.InRange(strings.Count, 400, 1000);
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await Visitor.ArriveAsync(host);
        foreach (var text in strings) await visitor.SayAsync(text);
        var heard = new List<string>();
        var watermark = "";
        while (heard.Count < strings.Count)
        {
            var (_, page) = await visitor.GetAsync(
                $"/v3/directline/conversations/{visitor.Conversation}/activities?watermark={watermark}");
            watermark = Visitor.Text(page["watermark"]);
            heard.AddRange(
                page["activities"]!
                    .AsArray()
                    .Where(a => Visitor.Text(a!["from"]!["role"]) == "user")
                    .Select(a => Visitor.Text(a!["text"])));
        }
        Assert.Equal(strings, heard);
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_accepted_what_was_said_can_be_read_and_space_brings_it_back()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await Visitor.ArriveAsync(host);
        await visitor.SayAsync("before");
        await visitor.PollAsync(3);
        await LimitPagesAsync(host, "(SELECT page_count FROM pragma_page_count())");

        var path = $"/v3/directline/conversations/{visitor.Conversation}/activities";
        HttpStatusCode status;
        do
        {
            (status, _) = await visitor.PostAsync(
                path,
                new JsonObject
                {
                    ["type"] = "message",
                    ["text"] = new string('x', 1900),
                    ["from"] = new JsonObject { ["id"] = visitor.User },
                });
        }
        while (status == HttpStatusCode.OK); // Until the pages that were free already are used up.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(await visitor.PollAsync(3), a => Visitor.Text(a["text"]) == "before");

        await LimitPagesAsync(host, "1000000");
        await visitor.SayAsync("after");
    }

    [Fact]
    public async Task While_a_turn_waits_for_a_full_disk_the_host_is_unhealthy_and_space_brings_the_answer()
    {
        var (begun, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = await ChatHost.StartAsync(_folder, new Answerer(async (question, _) =>
        {
            begun.TrySetResult();
            await gate.Task;
                    return Answerer.Of(
                        Core.Answers.AnswerKind.Answered, $"That answers {question.Text}. {new string('x', 100_000)}");
        }));
        using var visitor = await Visitor.ArriveAsync(host);
        await visitor.PollAsync(1);
        await visitor.SayAsync("there?");
        await begun.Task;
        await LimitPagesAsync(host, "(SELECT page_count FROM pragma_page_count())");
        gate.SetResult();
        while ((await visitor.GetAsync("/health")).Status == HttpStatusCode.OK) await Task.Delay(10, Cancel);
        var (status, health) = await visitor.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(
            ("unhealthy", "Turns of WebChatChannel"),
            (Visitor.Text(health["status"]), Visitor.Text(health["failing"]![0])));

        await LimitPagesAsync(host, "1000000");
        var polling = visitor.PollAsync(3);
        await host.PassTimeAsync(polling);
        Assert.StartsWith("That answers there?", Visitor.Text((await polling)[^1]["text"]), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health")).Status);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task LimitPagesAsync(ChatHost host, string pages) =>
        await host.Services.GetRequiredService<Database>().WriteAsync(async session =>
                    await session.ExecuteAsync(
                        $"PRAGMA max_page_count={await session.ScalarAsync<long>($"SELECT {pages}")}"),
                Cancel);

    private static async Task<int> PostAsync(ChatHost host, Visitor visitor, string path, byte[] body)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
        using var content = new ByteArrayContent(body)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        using var response = await http.PostAsync(path, content, Cancel);
        return (int)response.StatusCode;
    }
}
