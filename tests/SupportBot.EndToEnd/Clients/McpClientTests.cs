using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Clients;

/// <summary>The protocol's own client for JavaScript against the built program.</summary>
public sealed class McpClientTests
{
    private const string Key = "public-key-of-at-least-thirty-two-characters";
    private const string AgentKey = "agents-key-of-at-least-thirty-two-characters";
    private const string Goodwill = "What is the goodwill limit of the kettle?";

    [Fact]
    [Trait("Category", "Full")]
    public async Task Every_tool_is_listed_and_called_with_each_key()
    {
        using var docs = new TempFolder()
            .With("warranty.md", "# Warranty\n\nThe warranty of the kettle lasts three years.")
            .With(
                "goodwill.md",
                "---\naudience: internal\n---\n# Goodwill\n\nThe goodwill limit of the kettle is 50 euros.");
        await using var host = await RunningHost.StartAsync(
            docs.Path, ("Mcp__Key", Key), ("Mcp__AgentKey", AgentKey), ("Handoff__Mode", "hub"));
        await AskForPersonAsync(host);

        Assert.Contains("401", Text((await AskAsync(host, "another-key-of-thirty-two-characters", []))["refused"]),
            StringComparison.Ordinal);
        var shown = await AskAsync(
            host, Key,
            [
                Call("search_documentation", new { query = "warranty of the kettle", limit = 3 }),
                Call("answer_question", new { question = "How long does the warranty of the kettle last?" }),
                Call("search_documentation", new { query = Goodwill }),
                Call("answer_question", new { question = Goodwill }), Call("list_cases", new { state = "open" }),
                Call("get_case", new { id = "0" }),
            ]);
        Assert.Equal("supportbot", Text(shown["server"]));
        Assert.Equal(["answer_question", "search_documentation"], shown["tools"]!.AsArray().Select(Text));
        var results = shown["results"]!.AsArray();
        Assert.Equal("Warranty", Text(results[0]!["structuredContent"]!["results"]![0]!["title"]));
        Assert.Contains("three years", Text(results[1]!["structuredContent"]!["answer"]), StringComparison.Ordinal);
        Assert.Contains(
            "/docs/warranty.md", Text(results[1]!["structuredContent"]!["citations"]![0]!["url"]),
            StringComparison.Ordinal);
        Assert.All(
            results.Skip(2), result => Assert.DoesNotContain(
                "50 euros", result!.ToJsonString(), StringComparison.Ordinal));
        Assert.All(results.Skip(4), result => Assert.Contains(
            "Unknown tool", Text(result!["thrown"]), StringComparison.Ordinal));

        shown = await AskAsync(
            host, AgentKey,
            [
                Call("search_documentation", new { query = Goodwill }),
                Call("answer_question", new { question = Goodwill }), Call("list_cases", new { }),
                Call("get_case", new { id = "0" }),
            ]);
        Assert.Equal(
            ["answer_question", "get_case", "list_cases", "search_documentation"],
            shown["tools"]!.AsArray().Select(Text));
        results = shown["results"]!.AsArray();
        Assert.Equal("internal", Text(results[0]!["structuredContent"]!["results"]![0]!["audience"]));
        Assert.Contains("50 euros", Text(results[1]!["structuredContent"]!["answer"]), StringComparison.Ordinal);
        var listed = Assert.Single(results[2]!["structuredContent"]!["cases"]!.AsArray())!;
        Assert.Equal("waiting", Text(listed["state"]));
        Assert.True((bool)results[3]!["isError"]!);

        shown = await AskAsync(host, AgentKey, [Call("get_case", new { id = Text(listed["id"]) })]);
        var file = shown["results"]![0]!["structuredContent"]!;
        Assert.Equal("I want to talk to a human", Text(file["case"]!["question"]));
        Assert.Contains("I want to talk to a human", Text(file["transcript"]), StringComparison.Ordinal);
    }

    private static Task<JsonObject> AskAsync(RunningHost host, string key, object[] calls) =>
        NodeScript.AskAsync<JsonObject>("mcp.mjs", new { url = new Uri(host.Address, "/mcp"), key, calls });

    private static object Call(string name, object arguments) => new { name, arguments };

    /// <summary>A visitor asks for a person; a hub is asked for one, which opens a case.</summary>
    private static async Task AskForPersonAsync(RunningHost host)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        var visitor = await PostAsync(http, "/api/webchat/token", new { });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Text(visitor["token"]));
        await PostAsync(http, "/v3/directline/conversations", new { });
        var activities = $"/v3/directline/conversations/{Text(visitor["conversationId"])}/activities";
        await PostAsync(http, activities, new
        {
            type = "message", text = "I want to talk to a human", from = new { id = Text(visitor["userId"]) },
        });
        while (!(await http.GetStringAsync(new Uri(activities, UriKind.Relative), Cancel)).Contains(
            "handoff.initiate", StringComparison.Ordinal))
            await Task.Delay(50, Cancel);
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body, Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
    }

    private static string Text(JsonNode? node) => (string)node!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
