using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NJsonSchema;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>The message extension: what a person types in any chat comes back as cards to insert.</summary>
public sealed class MessageExtensionTests : IDisposable
{
    private const string ServiceUrl = "http://127.0.0.1:1/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("extension-");

    [Fact]
    public async Task A_question_gets_a_card_with_the_answer_and_its_sources_from_public_documents_alone()
    {
        await using var host = await ChatHost.StartAsync(_folder, answerer: null, Person.Development);
        var result = await AskAsync(host, "How do I install it?");
        Assert.Equal(("result", "list"), (Text(result["type"]), Text(result["attachmentLayout"])));
        var attachment = Assert.Single(result["attachments"]!.AsArray())!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", Text(attachment["contentType"]));
        Assert.Equal(
            [
                "How do I install it?",
                "Run the installer. [1] That answers How do I install it?.",
                "[1] [Install: Linux](https://docs.example.com/install#linux)",
                "Automated answer · SupportBot",
            ],
            attachment["content"]!["body"]!.AsArray().Select(Shown));
        var preview = attachment["preview"]!;
        Assert.Equal("application/vnd.microsoft.card.thumbnail", Text(preview["contentType"]));
        Assert.Equal("How do I install it?", Text(preview["content"]!["title"]));
        Assert.StartsWith("Run the installer. [1]", Text(preview["content"]!["text"]), StringComparison.Ordinal);
        var asked = Assert.Single(host.Answerer.Asked);
        Assert.Equal([Audience.Public], asked.Audiences);
        Assert.Equal("en", asked.Language);
    }

    [Fact]
    public async Task Internal_documents_are_never_in_the_result()
    {
        var docs = _folder.CreateSubdirectory("docs").FullName;
        await WriteAsync(docs, "warranty.md", "# Warranty\n\nThe warranty of the kettle lasts three years.");
        await WriteAsync(docs, "parts.md", "# Spare parts\n\nSpare parts of the kettle are kept for ten years.");
        await WriteAsync(
            docs, "goodwill.md",
            "---\naudience: internal\n---\n# Goodwill\n\nThe goodwill limit of the kettle is 50 euros.");
        await using var host = await ChatHost.StartWholeAsync(
            _folder, null, null, Person.Development, ("Docs:Path", docs), ("Search:Embedding", "none"),
            ("Server:PublicUrl", "https://bot.example.com"));
        Assert.Empty((await host.Services.GetRequiredService<DocsIngestion>().RunAsync(null, Cancel)).Rejected);

        foreach (var question in new[] { "What is the goodwill limit of the kettle?", "goodwill 50 euros" })
            Assert.DoesNotContain(
                "50 euros",
                (await AskAsync(host, question))["attachments"]?.ToJsonString() ?? "", StringComparison.Ordinal);

        var result = await AskAsync(host, "How long does the warranty of the kettle last?");
        var attachments = result["attachments"]!.AsArray();
        Assert.Equal(
            ["How long does the warranty of the kettle last?", "Warranty", "Spare parts"],
            attachments.Select(attachment => Text(attachment!["preview"]!["content"]!["title"])));
        Assert.Equal(
            ["[Warranty](https://bot.example.com/docs/warranty.md)", "The warranty of the kettle lasts three years."],
            attachments[1]!["content"]!["body"]!.AsArray().Select(Shown));
        Assert.DoesNotContain("oodwill", result.ToJsonString(), StringComparison.Ordinal);
    }

    [NeedsSharedData]
    [Fact]
    public async Task Each_card_is_valid_and_shows_markdown_only_where_an_answer_has_it()
    {
        Citation[] citations =
        [
            new(1, "A [b](https://evil.example.com) *c*", "", "a.md", "https://docs.example.com/a_(b)", "A."),
            new(2, "No link", "", "b.md", "http://docs.example.com/b", "B."),
        ];
        var answerer = new Answerer((_, _) => Task.FromResult(Answerer.Of(
            AnswerKind.Answered, "Run this: [1]\n\n```sh\ncat *a* | sh\n```\n\n| A | B |\n| --- | --- |\n| c | d |\n",
            citations)));
        await using var host = await ChatHost.StartAsync(_folder, answerer, Person.Development);
        var card = (await AskAsync(host, "**What** [now](https://evil.example.com)?"))["attachments"]![0]!["content"]!;
        var schema = await JsonSchema.FromFileAsync(SharedData.Contract("adaptive-card-1.5.0.schema.json"), Cancel);
        Assert.Empty(schema.Validate(card.ToJsonString()));
        var body = card["body"]!.AsArray();
        Assert.Equal(
            ("RichTextBlock", "**What** [now](https://evil.example.com)?"), (Text(body[0]!["type"]), Shown(body[0])));
        Assert.Equal(
            [
                "Run this: [1]",
                "cat *a* | sh",
                "- **c**: d",
                @"[1] [A \[b\](… \*c\*](https://docs.example.com/a_%28b%29)",
                "[2] No link",
            ],
            body.Skip(1).SkipLast(1).Select(Shown));
    }

    [Fact]
    public async Task Before_a_question_is_typed_the_extension_says_what_to_type()
    {
        await using var host = await ChatHost.StartAsync(_folder, answerer: null, Person.Development);
        foreach (var parameters in new[]
            {
                """[{"name":"initialRun","value":"true"}]""",
                """[{"name":"question","value":""}]""",
                """[{"name":"question","value":" \n?! a"}]""",
            })
        {
            var result = await QueryAsync(host, $$"""{"commandId":"ask","parameters":{{parameters}}}""");
            Assert.Equal("message", Text(result!["type"]));
            Assert.EndsWith(
                "For example: How do I put the widget on my site?", Text(result["text"]), StringComparison.Ordinal);
        }
        Assert.Empty(host.Answerer.Asked);
    }

    [Fact]
    public async Task A_question_that_is_too_long_or_one_too_many_is_not_answered()
    {
        await using var host = await ChatHost.StartAsync(
            _folder, answerer: null, Person.Development, ("RateLimits:MessagesPerMinute", "2"));
        Assert.Contains(
            "at most 500 characters", Text((await AskAsync(host, new string('a', 501)))["text"]),
            StringComparison.Ordinal);
        Assert.Equal("result", Text((await AskAsync(host, new string('a', 500)))["type"]));
        Assert.Equal("result", Text((await AskAsync(host, "How?"))["type"]));
        var wait = await AskAsync(host, "How then?");
        Assert.Equal("message", Text(wait["type"]));
        Assert.Contains("wait a minute", Text(wait["text"]), StringComparison.Ordinal);
        Assert.Equal(2, host.Answerer.Asked.Count);
    }

    [Fact]
    public async Task More_of_a_list_is_nothing()
    {
        await using var host = await ChatHost.StartAsync(_folder, answerer: null, Person.Development);
        var result = await QueryAsync(
            host,
            """{"parameters":[{"name":"question","value":"How do I install it?"}],"queryOptions":{"skip":25}}""");
        Assert.Equal(("result", 0), (Text(result!["type"]), result["attachments"]!.AsArray().Count));
        Assert.Empty(host.Answerer.Asked);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"question\"")]
    [InlineData("""{"parameters":null}""")]
    [InlineData("""{"parameters":"question"}""")]
    [InlineData("""{"parameters":{"name":"question","value":"How do I install it?"}}""")]
    [InlineData("""{"parameters":[null,7,"question",[],{}]}""")]
    [InlineData("""{"parameters":[{"name":"question"}]}""")]
    [InlineData("""{"parameters":[{"name":7,"value":"How do I install it?"}]}""")]
    [InlineData("""{"parameters":[{"name":"question","value":7}]}""")]
    [InlineData("""{"parameters":[{"name":"question","value":{"text":"How?"}}]}""")]
    [InlineData("""{"parameters":[{"name":"question","value":["How?"]}],"queryOptions":[]}""")]
    [InlineData("""{"commandId":{},"parameters":[],"queryOptions":{"skip":"1","count":{}},"state":[]}""")]
    [InlineData("""{"parameters":[{"name":"question","value":null}],"queryOptions":{"skip":99999999999999999999}}""")]
    public async Task A_query_of_another_shape_gets_no_answer_and_is_no_fault(string value)
    {
        await using var host = await ChatHost.StartAsync(_folder, answerer: null, Person.Development);
        var result = await QueryAsync(host, value);
        if (result is not null) Assert.Equal("message", Text(result["type"]));
        Assert.Empty(host.Answerer.Asked);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_there_when_the_person_tries_again()
    {
        var (asked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var answerer = new Answerer(async (question, cancellationToken) =>
        {
            asked.TrySetResult();
            await release.Task.WaitAsync(cancellationToken);
            return Answerer.Answered(question);
        });
        await using var host = await ChatHost.StartAsync(_folder, answerer, Person.Development);
        var slow = AskAsync(host, "How do I install it?");
        await asked.Task;
        while (!slow.IsCompleted)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(slow, Task.Delay(100, Cancel));
        }
        Assert.Equal("message", Text((await slow)["type"]));
        Assert.Contains("try again", Text((await slow)["text"]), StringComparison.Ordinal);
        release.SetResult();
        Assert.Equal("result", Text((await AskAsync(host, "How do I install it?"))["type"]));
        Assert.Single(host.Answerer.Asked);

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("result", Text((await AskAsync(host, "How do I install it?"))["type"]));
        Assert.Equal(2, host.Answerer.Asked.Count);
    }

    [Fact]
    public async Task Without_an_answer_there_is_a_message_in_the_persons_language()
    {
        var answerer = new Answerer((question, _) =>
            Task.FromResult(Answerer.Of(AnswerKind.Refused, $"**Keine** Antwort auf {question.Language}.")));
        await using var host = await ChatHost.StartAsync(_folder, answerer, Person.Development);
        var none = await AskAsync(host, "Wie geht das?", activity => activity["locale"] = "de-DE");
        Assert.Equal(("message", "Keine Antwort auf de."), (Text(none["type"]), Text(none["text"])));
        var prompt = await AskAsync(host, "", activity => activity["locale"] = "de-DE");
        Assert.StartsWith("Geben Sie eine Frage ein", Text(prompt["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_question_is_in_the_audit_and_who_asked_is_not()
    {
        await using var host = await ChatHost.StartAsync(_folder, answerer: null, Person.Development);
        await AskAsync(host, "Where is the zylophant?");
        var audit = host.Services.GetRequiredService<AuditStore>();
        var filter = new AuditFilter(Conversation: "msteams:extension");
        var record = Assert.Single(await audit.ListAsync(filter, 9, Cancel));
        Assert.Equal(
            ("msteams", "answered", "Where is the zylophant?"), (record.Channel, record.Kind, record.Question));
        var call = (await audit.FindAsync(record.Id, Cancel))!.Content!.Call!;
        Assert.Equal(("message_extension", 1, null), (call.Tool, call.Results, call.Problem));
        Assert.Contains(
            host.Log.Lines, line => line.StartsWith("Message extension: 1 results, ", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("zylophant", StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_of_another_tenant_get_nothing()
    {
        await using var host = await ChatHost.StartAsync(
            _folder, answerer: null, Person.Development, ("Bot:MicrosoftAppTenantId", TeamsRoster.Own));
        using var ann = new Person(host, ServiceUrl);
        using var response = await ann.SendAsync("invoke", "f:1", activity =>
        {
            Fill(activity, """{"parameters":[{"name":"question","value":"How?"}]}""");
            activity["conversation"]!["tenantId"] = TeamsRoster.Other;
        });
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(host.Answerer.Asked);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<JsonNode> AskAsync(ChatHost host, string question, Action<JsonObject>? change = null)
    {
        var parameter = new JsonObject { ["name"] = "question", ["value"] = question };
        var value = new JsonObject { ["commandId"] = "ask", ["parameters"] = new JsonArray(parameter) };
        return (await QueryAsync(host, value.ToJsonString(), change))!;
    }

    /// <summary>The result; null where the query is refused as a bad request.</summary>
    private static async Task<JsonNode?> QueryAsync(ChatHost host, string value, Action<JsonObject>? change = null)
    {
        using var ann = new Person(host, ServiceUrl);
        using var response = await ann.SendAsync("invoke", "f:1", activity =>
        {
            Fill(activity, value);
            change?.Invoke(activity);
        });
        if (response.StatusCode == HttpStatusCode.BadRequest) return null;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["composeExtension"]!;
    }

    private static void Fill(JsonObject activity, string value) =>
        (activity["name"], activity["value"]) = ("composeExtension/query", JsonNode.Parse(value));

    private static Task WriteAsync(string docs, string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(docs, name), text, Cancel);

    /// <summary>The text of an element of a card.</summary>
    private static string Shown(JsonNode? element) => element switch
    {
        _ when element!["text"] is { } text => Text(text),
        _ when element!["inlines"] is { } inlines => string.Concat(inlines.AsArray().Select(run => Text(run!["text"]))),
        _ => string.Join('\n', element!["items"]!.AsArray().Select(Shown)),
    };

    private static string Text(JsonNode? node) => (string)node!;
}
