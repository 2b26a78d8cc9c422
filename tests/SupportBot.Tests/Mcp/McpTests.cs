using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Audit;
using SupportBot.Knowledge;
using SupportBot.Tests.Channels;
using SupportBot.Tests.Handoff;
using static SupportBot.Tests.Mcp.McpConnection;

namespace SupportBot.Tests.Mcp;

public sealed class McpTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mcp-");

    [Fact]
    public async Task Without_a_key_there_is_no_server()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(host, $"Bearer {Key}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(host, "Bearer ")).Status);
    }

    [Fact]
    public async Task Only_programs_with_a_key_and_within_the_limits_are_admitted()
    {
        await using var host = await ChatHost.StartAsync(
            _folder, answerer: null, [.. Configured, ("Mcp:RequestsPerMinute", "3")]);
        foreach (var wrong in new[] { null, "", "Bearer", "Bearer ", $"Basic {Key}", $"Bearer {Key}x", Key })
            Assert.Equal((wrong, HttpStatusCode.Unauthorized), (wrong, (await PostAsync(host, wrong)).Status));
        foreach (var origin in (string[])
            ["https://evil.example.com", "null", host.Address.GetLeftPart(UriPartial.Authority)])
            Assert.Equal(
                (origin, HttpStatusCode.Forbidden), (origin, (await PostAsync(host, $"Bearer {Key}", origin)).Status));

        var large = $$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('x', 70_000)}}"}""";
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge, (await PostAsync(host, $"Bearer {Key}", body: large)).Status);
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await PostAsync(host, $"Bearer {Key}")).Status);
        var (status, wait) = await PostAsync(host, $"Bearer {Key}");
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(host, $"Bearer {AgentKey}")).Status);
        host.Clock.Advance(wait!.Value);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(host, $"bearer {Key}")).Status);
    }

    [Fact]
    public async Task Requests_at_the_same_time_have_a_limit()
    {
        const string Call =
            """
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":
                {"name":"answer_question","arguments":{"question":"How do I install it?"}}}
            """;
        var (asked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var answerer = new Answerer(async (question, _) =>
        {
            asked.TrySetResult();
            await release.Task;
            return Answerer.Answered(question);
        });
        await using var host = await ChatHost.StartAsync(
            _folder, answerer, [.. Configured, ("Mcp:RequestsAtOnce", "1")]);
        var first = PostAsync(host, $"Bearer {Key}", body: Call);
        await Task.WhenAny(asked.Task, first);
        Assert.False(first.IsCompleted);
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), await PostAsync(host, $"Bearer {Key}"));
        release.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await first).Status);
        // The response ends a moment before the request does.
        HttpStatusCode next;
        do next = (await PostAsync(host, $"Bearer {Key}")).Status;
        while (next == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, next);
    }

    [Fact]
    public async Task Cases_are_for_the_agents_key_alone_and_every_input_has_a_limit()
    {
        await using var rig = await DeskRig.StartAsync(_folder, [DeskRig.Ana], Configured);
        using var visitor = await Visitor.ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        await rig.ReplyAsync(talk, DeskRig.Ana, "Hello, how can I help?");

        await using var stranger = await OpenAsync(rig.Host, Key);
        Assert.Equal(["answer_question", "search_documentation"], await stranger.ToolsAsync());
        await Assert.ThrowsAsync<ModelContextProtocol.McpProtocolException>(
            () => stranger.CallAsync("get_case", new { id = talk.Id }));

        await using var agent = await OpenAsync(rig.Host, AgentKey);
        Assert.Equal(
            ["answer_question", "get_case", "list_cases", "search_documentation"], await agent.ToolsAsync());
        foreach (var state in new[] { "open", "active", "ACTIVE" })
        {
            var cases = Json(await agent.CallAsync("list_cases", new { state, limit = 5 }))["cases"]!.AsArray();
            var listed = Assert.Single(cases)!;
            Assert.Equal(
                (talk.Id, "active", "customerRequest", "human", "Ana"),
                (Text(listed["id"]), Text(listed["state"]), Text(listed["reason"]), Text(listed["question"]),
                    Text(listed["agent"])));
        }
        Assert.Empty(Json(await agent.CallAsync("list_cases", new { state = "ended" }))["cases"]!.AsArray());

        var file = Json(await agent.CallAsync("get_case", new { id = talk.Id }));
        Assert.Equal($"https://bot.example.com/console/cases/{talk.Id}", Text(file["case"]!["url"]));
        Assert.Equal(
            [("opened", null), ("claimed", "Ana"), ("replied", "Ana")],
            file["events"]!.AsArray().Select(past => (Text(past!["kind"]), (string?)past["agent"])));
        Assert.Contains("Ana:\nHello, how can I help?", Text(file["transcript"]), StringComparison.Ordinal);

        Assert.StartsWith(
            "state must be one of: ", await agent.RefusalAsync("list_cases", new { state = "1" }),
            StringComparison.Ordinal);
        Assert.Equal(
            "limit must be from 1 to 100.",
            await agent.RefusalAsync("list_cases", new { state = "open", limit = 101 }));
        foreach (var id in new[] { "", "0", "' OR 1=1 --", new string('a', 33) })
            Assert.Equal("There is no case with this id.", await agent.RefusalAsync("get_case", new { id }));
        foreach (var text in new[] { "", " \n", new string('a', 2001) })
        {
            Assert.Equal(
                "query must have from 1 to 2000 characters.",
                await agent.RefusalAsync("search_documentation", new { query = text }));
            Assert.Equal(
                "question must have from 1 to 2000 characters.",
                await agent.RefusalAsync("answer_question", new { question = text }));
        }
        foreach (var limit in new[] { 0, 21, int.MinValue })
            Assert.Equal(
                "limit must be from 1 to 20.",
                await agent.RefusalAsync("search_documentation", new { query = "install", limit }));
        Assert.DoesNotContain(rig.Host.Answerer.Asked, asked => asked.Text.Length > 2000);
    }

    [Fact]
    public async Task Each_call_is_recorded_in_the_audit_and_the_log_without_what_a_search_was_for()
    {
        await using var host = await ChatHost.StartAsync(
            _folder, answerer: null, [.. Configured, ("Logging:LogLevel:Default", "Debug")]);
        await using var client = await OpenAsync(host, Key);
        var answer = Json(await client.CallAsync("answer_question", new { question = "Where is the zylophant?" }));
        Assert.Equal("answered", Text(answer["kind"]));
        Assert.Equal("https://docs.example.com/install#linux", Text(answer["citations"]![0]!["url"]));
        await client.CallAsync("search_documentation", new { query = "quagmire" });
        await client.RefusalAsync("search_documentation", new { query = "quagmire", limit = 0 });

        var audit = host.Services.GetRequiredService<AuditStore>();
        var filter = new AuditFilter(Conversation: "mcp:public");
        var records = (await audit.ListAsync(filter, 9, Cancel)).OrderBy(record => record.Number).ToList();
        Assert.Equal(
            [("mcp", 1, "answered", "Where is the zylophant?"), ("mcp", 2, "search_documentation", ""),
                ("mcp", 3, "search_documentation", "")],
            records.Select(record => (record.Channel, record.Number, record.Kind, record.Question)));
        var contents = new List<AuditContent>();
        foreach (var record in records) contents.Add((await audit.FindAsync(record.Id, Cancel))!.Content!);
        Assert.Equal(
            [("answer_question", 1, null), ("search_documentation", 0, null),
                ("search_documentation", 0, "limit must be from 1 to 20.")],
            contents.Select(content => (content.Call!.Tool, content.Call.Results, content.Call.Problem)));
        Assert.All(contents, content => Assert.InRange(content.Call!.Bytes, 10, 2000));
        Assert.Single(contents[0].Citations);
        await host.Services.GetRequiredService<AuditSealer>().SealAsync(Cancel);
        var verdict = await host.Services.GetRequiredService<AuditVerifier>().VerifyAsync(null, Cancel);
        Assert.Equal((3, 0), (verdict.Sealed, verdict.Faults.Count));

        Assert.Equal(3, host.Log.Lines.Count(line => line.StartsWith("MCP ", StringComparison.Ordinal)));
        Assert.Contains(
            host.Log.Lines,
            line => line.StartsWith("MCP answer_question by public: 1 results, ", StringComparison.Ordinal));
        Assert.DoesNotContain(
            host.Log.Lines,
            line => line.Contains("zylophant", StringComparison.Ordinal)
                || line.Contains("quagmire", StringComparison.Ordinal) || line.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Internal_documents_are_for_the_agents_key_alone()
    {
        var docs = _folder.CreateSubdirectory("docs").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(docs, "warranty.md"), "# Warranty\n\nThe warranty of the kettle lasts three years.", Cancel);
        await File.WriteAllTextAsync(
            Path.Combine(docs, "goodwill.md"),
            "---\naudience: internal\n---\n# Goodwill\n\nThe goodwill limit of the kettle is 50 euros.", Cancel);
        await using var host = await ChatHost.StartWholeAsync(
            _folder, null, null, [.. Configured, ("Docs:Path", docs), ("Search:Embedding", "none")]);
        Assert.Empty((await host.Services.GetRequiredService<DocsIngestion>().RunAsync(null, Cancel)).Rejected);

        const string Question = "What is the goodwill limit of the kettle?";
        await using var stranger = await OpenAsync(host, Key);
        var found = Json(await stranger.CallAsync("search_documentation", new { query = Question, limit = 20 }));
        var warranty = Assert.Single(found["results"]!.AsArray())!;
        Assert.Equal(
            ("Warranty", "public", "https://bot.example.com/docs/warranty.md"),
            (Text(warranty["title"]), Text(warranty["audience"]), Text(warranty["url"])));
        var refused = await stranger.CallAsync("answer_question", new { question = Question });
        Assert.DoesNotContain("50 euros", McpConnection.Text(refused), StringComparison.Ordinal);

        await using var agent = await OpenAsync(host, AgentKey);
        found = Json(await agent.CallAsync("search_documentation", new { query = Question }));
        var goodwill = found["results"]![0]!;
        Assert.Equal(
            ("Goodwill", "internal", null),
            (Text(goodwill["title"]), Text(goodwill["audience"]), (string?)goodwill["url"]));
        var answer = Json(await agent.CallAsync("answer_question", new { question = Question }));
        Assert.Contains("50 euros", Text(answer["answer"]), StringComparison.Ordinal);
        Assert.Equal(
            ("internal", null),
            (Text(answer["citations"]![0]!["audience"]), (string?)answer["citations"]![0]!["url"]));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The data of a result, which its text repeats.</summary>
    private static JsonNode Json(ModelContextProtocol.Protocol.CallToolResult result)
    {
        Assert.NotEqual(true, result.IsError);
        var text = JsonNode.Parse(McpConnection.Text(result))!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(result.StructuredContent!.Value.GetRawText()), text));
        return text;
    }

    private static string Text(JsonNode? node) => (string)node!;
}
