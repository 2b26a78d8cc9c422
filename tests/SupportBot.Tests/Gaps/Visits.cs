using System.Text.Json;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Privacy;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Gaps;

/// <summary>Conversations over a real database, in which each reply is what a test says.</summary>
internal sealed class Visits : IAsyncDisposable
{
    private int _said;

    private Visits(KnowledgeFixture knowledge) => Knowledge = knowledge;

    public KnowledgeFixture Knowledge { get; }

    public static async Task<Visits> BeginAsync() => new(await KnowledgeFixture.CreateAsync());

    /// <summary>Asks a minute after the last question.</summary>
    /// <returns>The id of the reply.</returns>
    public async Task<string> AskAsync(
        string conversation,
        string question,
        AnswerKind kind = AnswerKind.Refused,
        string reason = "low-support",
        string? understood = null,
        params IReadOnlyList<Citation> citations)
    {
        Knowledge.Time.Advance(TimeSpan.FromMinutes(1));
        var id = $"{++_said}";
        await new ConversationStore(
            Knowledge.Database, "default", new MessageRate(100_000, 100_000), Knowledge.Time).ReceiveAsync(
            new Conversation(conversation, "u1", null, "en", 0),
            "webchat",
            new Arrival(conversation, "u1", id, "message", _ => new LogEntry($"q{id}", "{}"u8.ToArray())),
            Cancel);
        var turns = new TurnStore(Knowledge.Database, "default", Knowledge.Time);
        var answer = new Answer(
            kind, "What was said.", citations, new Evidence(understood ?? question, 1, null, 0.5, [], reason),
            new Timings(0, 0, 0), []);
        await turns.EndAsync(
            (await turns.NextAsync(conversation, Cancel))!, new TurnResult(TurnEnd.Done, [],
            new AnsweredTurn($"a{id}", question, answer, $"m{id}", "en")));
        return $"a{id}";
    }

    /// <summary>The customer gets a person, who replies and ends the case.</summary>
    public async Task AnswerByAgentAsync(string conversation, string reply)
    {
        var turns = new TurnStore(Knowledge.Database, "default", Knowledge.Time);
        await new ConversationStore(
            Knowledge.Database, "default", new MessageRate(100_000, 100_000), Knowledge.Time).ReceiveAsync(
            new Conversation(conversation, "u1", null, "en", 0), "webchat",
            new Arrival(conversation, "u1", null, "message", _ => new LogEntry("h", "{}"u8.ToArray())), Cancel);
        var open = new HandoffAction.Open(
            SupportCase.NewId(), HandoffReason.CustomerRequest, "A person, please", "en", IsOffer: false);
        await turns.EndAsync(
            (await turns.NextAsync(conversation, Cancel))!, new TurnResult(TurnEnd.Done, [], Handoff: open));
        var cases = new CaseStore(Knowledge.Database, "default", Knowledge.Time);
        var json = JsonSerializer.SerializeToUtf8Bytes(new { type = "message", text = reply });
        var post = new CasePost(_ => new LogEntry("r", json), CasePost.AgentSender("ana"), "r");
        foreach (var (command, said) in new (CaseCommand, CasePost?)[]
            {
                (new CaseCommand.Claim("ana"), null), (new CaseCommand.Reply("ana", 99), post),
                (new CaseCommand.Resolve("ana"), null),
            })
            Assert.IsType<CaseResult.Done>(
                await cases.ExecuteAsync(open.CaseId, command, said, isToBeSent: false, Cancel));
    }

    public Task ThumbAsync(string conversation, string reply, bool up, string comment = "", string user = "u1") =>
        new FeedbackStore(Knowledge.Database, "default").SaveAsync(
            new Feedback(conversation, reply, user, up, comment, Knowledge.Time.GetUtcNow()), Cancel);

    public Task WithdrawAsync(string conversation, string reply) =>
        new MessageStore(Knowledge.Database, "default").WithdrawAsync(conversation, $"m{reply[1..]}", Cancel);

    public Task EraseAsync(string conversation) =>
        new Erasure(Knowledge.Database, "default", Knowledge.Time).EraseAsync([conversation], "asked for", Cancel);

    public ValueTask DisposeAsync() => Knowledge.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
