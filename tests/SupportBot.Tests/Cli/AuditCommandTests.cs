using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Cli;

public sealed class AuditCommandTests
{
    [Fact]
    public async Task A_reply_is_listed_shown_exported_and_verified()
    {
        using var program = new Program();
        await AnswerAsync(program.PathOf("data/supportbot.db"));

        var listed = (await program.RunAsync("audit", "list", "--kind", "refused", "--json")).Json.GetProperty(
            "records")[0];
        Assert.Equal("c1", listed.GetProperty("conversationId").GetString());

        Assert.Equal("Is it waterproof?", listed.GetProperty("question").GetString());
        Assert.Contains(
            "  Is it waterproof?", (await program.RunAsync("audit", "list")).Output, StringComparison.Ordinal);

        var shown = await program.RunAsync("audit", "show", listed.GetProperty("id").GetString()!);
        Assert.Equal(0, shown.ExitCode);
        foreach (
            var part in (string[])
                [
                    "Asked       Is it waterproof?",
                    "refused, since: low-support",
                    "BM25 1.50",
                    "Search      without its vectors: The model slept.",
                    "kettle.md, version 1",
                    "not sealed yet",
                    .. Filtered,
                ])
            Assert.Contains(part, shown.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await program.RunAsync("audit", "export", "--out", "audit.jsonl")).ExitCode);
        var verdict = await program.RunAsync("audit", "verify", "--against", "audit.jsonl", "--json");
        Assert.Equal(
            (0, 1, 0),
            (
                verdict.ExitCode, verdict.Json.GetProperty("sealed").GetInt32(),
                verdict.Json.GetProperty("faults").GetArrayLength()));

        var conversation = await program.RunAsync("audit", "show", "--conversation", "c1", "--json");
        Assert.Equal(
            "Is it waterproof?",
            conversation.Json.GetProperty("replies")[0].GetProperty("content").GetProperty("question").GetString());
    }

    [Fact, Trait("Category", "Full")]
    public async Task What_was_changed_and_what_is_not_there_set_the_exit_code()
    {
        using var program = new Program();
        var file = await program.CreateDatabaseAsync();
        Assert.Equal(1, (await program.RunAsync("audit", "list")).ExitCode);
        Assert.Equal(1, (await program.RunAsync("audit", "show", "nothing")).ExitCode);
        Assert.Equal(2, (await program.RunAsync("audit", "verify", "--against", "missing.jsonl")).ExitCode);

        await AnswerAsync(file);
        await using (var database = await Database.OpenAsync(file, Cancel))
            await database.WriteAsync(
                session =>
                    session.ExecuteAsync("UPDATE audit_content SET content = replace(content, 'refused', 'answered')"),
                Cancel);
        Assert.Equal(0, (await program.RunAsync("audit", "list")).ExitCode);
        var verdict = await program.RunAsync("audit", "verify");
        Assert.Equal(1, verdict.ExitCode);
        Assert.Contains("The content was edited.", verdict.Output, StringComparison.Ordinal);
    }

    private static readonly string[] Filtered =
        ["content filter: prompt, jailbreak\n", "content filter: answer, violence, medium, stopped\n"];

    private static ModelCall Call => new("p1", "support", "gpt", ModelUsage.None)
    {
        Failure = new(ModelFault.ContentFilter, "was stopped by its content filter"),
        Filtered =
        [
            new(FilteredText.Prompt, "jailbreak", "", IsStopped: false),
            new(FilteredText.Answer, "violence", "medium", IsStopped: true),
        ],
    };

    private static async Task AnswerAsync(string file)
    {
        await using var database = await Database.OpenAsync(file, Cancel);
        var turns = new TurnStore(database, "default", TimeProvider.System);
        await new ConversationStore(database, "default", new MessageRate(10, 10), TimeProvider.System).ReceiveAsync(
            new Conversation("c1", "u1", null, "en", 0),
            "webchat",
            new Arrival("c1", "u1", "1", "message", _ => new LogEntry("q1", "{}"u8.ToArray())),
            Cancel);
        var answer = new Answer(
            AnswerKind.Refused, "That was refused.", [],
            new Evidence("Is it waterproof?", 1.5, null, 0.2, ["waterproof"], "low-support"), new Timings(0, 0, 0), [])
        {
            Trace = new AnswerTrace(
                [new Passage(Answers.Shop.Page("kettle.md", "Kettle", "", "It boils."), 0.4, 1.5, null)], [], [Call])
            {
                Missing = new MissingLeg(Leg.Vector, "The model slept."),
            },
        };
        await turns.EndAsync(
            (await turns.NextAsync("c1", Cancel))!, new TurnResult(TurnEnd.Done, [],
            new AnsweredTurn("a1", "Is it waterproof?", answer, "q1", "en")));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
