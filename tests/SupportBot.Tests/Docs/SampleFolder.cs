using System.CommandLine.Parsing;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Docs;

/// <summary>A working folder in which the commands of the documentation find what they speak of.</summary>
internal sealed class SampleFolder : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sample").FullName;
    private readonly string _before = Directory.GetCurrentDirectory();
    private int _visitors;

    private SampleFolder()
    {
    }

    public static async Task<SampleFolder> CreateAsync()
    {
        var sample = new SampleFolder();
        Directory.SetCurrentDirectory(sample._folder);
        foreach (
            var docs in (string[])
                ["docs", "path/to/docs", "path/to/your/docs", "path/to/manuals", "path/to/release-notes"])
            sample.Write(
                $"{docs}/{docs.Replace('/', '-')}.md",
                "# Account\n\n## How do I reset my password?\n\nTo reset your password, choose Reset password on the "
                    + "sign-in page.\n");
        sample.Write("history.json", """["How do I set the theme of the widget?"]""");
        sample.Write(
            "questions.jsonl",
            """{"id":"1","question":"How do I reset my password?","answerable":true,"documents":["path-to-docs.md"]}"""
        );
        sample.Write(
            "path/to/set/corpus.jsonl",
            """{"_id":"d1","title":"Account","text":"Choose Reset password on the sign-in page."}""");
        sample.Write("path/to/set/queries.jsonl", """{"_id":"q1","text":"reset password"}""");
        sample.Write("path/to/set/qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t1\n");
        await sample.PrepareAsync("ingest path/to/docs");
        await sample.PrepareAsync("ingest path/to/docs --data path/to/data");
        await sample.ConverseAsync(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        await sample.ConverseAsync(TimeProvider.System.GetUtcNow());
        await sample.PrepareAsync("audit export --out audit.jsonl");
        await sample.PrepareAsync("feedback export --as eval --out cases.jsonl");
        sample.WriteRows();
        await sample.PrepareAsync("voice import rows.jsonl --accepted");
        await sample.PrepareAsync("voice export --out train.jsonl --validation validation.jsonl");
        await sample.PrepareAsync("teams package --out supportbot-teams.zip");
        return sample;
    }

    /// <summary>Runs a command with the ids of the newest conversation in place of ID and USER.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(string command)
    {
        if (command.StartsWith("conversations erase", StringComparison.Ordinal))
            await ConverseAsync(TimeProvider.System.GetUtcNow());
        var isRecord = command.StartsWith("audit show ID", StringComparison.Ordinal);
        var id = isRecord ? await RecordAsync() : $"c{_visitors}";
        string[] arguments =
        [
            .. CommandLineParser
                .SplitCommandLine(command)
                .Select(word =>
                    word switch
                    {
                        "ID" => id,
                        "USER" => $"u{_visitors}",
                        _ => word,
                    }),
        ];
        // Only this command is for Teams; with these settings doctor would ask Microsoft.
        if (arguments[0] == "teams") Write("supportbot.json", TeamsSettings);
        var outcome = await Cli.Console.RunAsync(arguments);
        File.Delete("supportbot.json");
        if (
            command.StartsWith("eval answers", StringComparison.Ordinal)
            && command.Contains("--json", StringComparison.Ordinal))
            Write("before.json", outcome.Output);
        return outcome;
    }

    public ValueTask DisposeAsync()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private const string TeamsSettings = """
        {
          "Server": { "PublicUrl": "https://support.example.com" },
          "Bot": {
            "MicrosoftAppId": "11111111-2222-3333-4444-555555555555",
             "MicrosoftAppPassword": "Xy8~the.value-of_a.secret",
            "MicrosoftAppTenantId": "11111111-2222-3333-4444-555555555555"
          },
          "TeamsApp": { "PrivacyUrl": "https://www.example.com/privacy", "TermsUrl": "https://www.example.com/terms" }
        }
        """;

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private void WriteRows() => Write(
        "rows.jsonl",
        string.Concat(Enumerable.Range(1, 15).Select(i => JsonSerializer.Serialize(new
        {
            id = $"start-{i:000}",
            question = $"How do I get a lamp of size {i}?",
            sources = (object[])[new { page = $"p{i}.md", section = "Lamps", text = $"Order lamp {i} in the shop." }],
            answer = $"Good choice! You order lamp {i} in the shop. [1]",
        }) + "\n")));

    private async Task PrepareAsync(string command)
    {
        var (code, output, error) = await RunAsync(command);
        Assert.True(code == 0, $"supportbot {command}: {output}{error}");
    }

    private async Task<string> RecordAsync()
    {
        var (_, output, _) = await Cli.Console.RunAsync("audit", "list", "--top", "1", "--json");
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("records")[0].GetProperty("id").GetString()!;
    }

    /// <summary>
    /// A new visitor asks in a new conversation, is refused and gives a thumb down, then is answered and gives a thumb
    /// up;
    /// a model was used that day.
    /// </summary>
    private async Task ConverseAsync(DateTimeOffset at)
    {
        _visitors++;
        await using var database = await Database.OpenAsync("data/supportbot.db", Cancel);
        var citation = new Citation(
            1, "Account", "", "path-to-docs.md", "http://localhost:5080/docs/path-to-docs.md",
            "Choose Reset password.");
        await AskAsync(database, 1, at, "May I reset password, or other words of the question?", AnswerKind.Refused);
        await AskAsync(database, 2, at, "How do I reset my password?", AnswerKind.Answered, citation);
        await database.WriteAsync(session => session.ExecuteAsync(
                    "INSERT OR IGNORE INTO usage (brand, day, model, calls, prompt_tokens, completion_tokens, cost, "
                        + "prices_of) VALUES ('default', @day, 'gpt', 1, 1, 1, 1, '')",
            new { day = at.ToString("yyyy-MM-dd", null) }), Cancel);
    }

    private async Task AskAsync(
        Database database, int number, DateTimeOffset at, string question, AnswerKind kind, params Citation[] citations)
    {
        var (conversation, user, time) = ($"c{_visitors}", $"u{_visitors}", new FakeTimeProvider(at));
        await new ConversationStore(database, "default", new MessageRate(10, 10), time).ReceiveAsync(
            new Conversation(conversation, user, null, "en", 0), "webchat",
            new Arrival(conversation, user, $"{number}", "message", _ => new LogEntry($"q{number}", "{}"u8.ToArray())),
            Cancel);
        var answer = new Answer(
            kind, "So it is.", citations, new Evidence(question, 1, null, 0.2, [], "low-support"), new Timings(0, 0, 0),
            []);
        var turns = new TurnStore(database, "default", time);
        await turns.EndAsync(
            (await turns.NextAsync(conversation, Cancel))!, new TurnResult(TurnEnd.Done, [],
            new AnsweredTurn($"a{number}", question, answer, $"q{number}", "en")));
        await new FeedbackStore(database, "default").SaveAsync(
            new Feedback(conversation, $"a{number}", user, kind == AnswerKind.Answered, "Well.", at), Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
