using System.Security.Cryptography;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Privacy;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Audit;

/// <summary>Conversations over a real database whose answers rest on stored documents, and their audit.</summary>
internal sealed class AuditedTalk : IAsyncDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _said;

    public static readonly ModelCall Call = new(
        "3f2a", "support-eu", "gpt-test", new ModelUsage(900, 60, 0.0042m, "2026-11-01", IsEstimated: false))
    {
        Filtered = [new FilterFinding(FilteredText.Prompt, "violence", "low", IsStopped: false)],
    };

    private AuditedTalk(KnowledgeFixture knowledge) => Knowledge = knowledge;

    public KnowledgeFixture Knowledge { get; }

    public TurnStore Turns => new(Knowledge.Database, "default", Knowledge.Time);

    public AuditStore Store => new(Knowledge.Database, "default");

    public Erasure Erasure => new(Knowledge.Database, "default", Knowledge.Time);

    public AuditSealer Sealer => new(Knowledge.Database, "default", _key, Knowledge.Time);

    public static async Task<AuditedTalk> BeginAsync()
    {
        var talk = new AuditedTalk(await KnowledgeFixture.CreateAsync());
        await talk.Knowledge.Store.ApplyAsync(
            "test", [Some.Document("kettle.md", "Pour in vinegar.", "Wait an hour.")], [], Cancel);
        return talk;
    }

    /// <summary>
    /// Asks, answers from the first section of the live document, and keeps that as a turn's end does.
    /// </summary>
    public async Task AnswerAsync(string conversation, string question) =>
        await EndAsync(await TakeAsync(conversation, question), question);

    public async Task<TurnOutcome?> EndAsync(Turn turn, string question) =>
        await Turns.EndAsync(
            turn,
            new TurnResult(TurnEnd.Done, [new LogEntry($"a{_said}", "{}"u8.ToArray())], await ReplyAsync(question)));

    public async Task<Turn> TakeAsync(string conversation, string question)
    {
        Knowledge.Time.Advance(TimeSpan.FromSeconds(1));
        var id = $"q{++_said}";
        await new ConversationStore(
            Knowledge.Database, "default", new MessageRate(1000, 1000), Knowledge.Time).ReceiveAsync(
            new Conversation(conversation, "u1", null, "en", 0),
            "webchat",
            new Arrival(conversation, "u1", id, "message", _ => new LogEntry(id, "{}"u8.ToArray())),
            Cancel);
        return (await Turns.NextAsync(conversation, Cancel))!;
    }

    public async Task<AnsweredTurn> ReplyAsync(string question)
    {
        var chunks = await Knowledge.ChunksAsync();
        var answer = new Answer(
            AnswerKind.Answered,
            $"{chunks[0].Text} [1]",
            [new Citation(1, "Kettle", "", "kettle.md", chunks[0].Url, chunks[0].Text)],
            new Evidence($"{question} (kettle)", 3.5, 0.8, 0.9, ["steam"], "supported"), new Timings(0.1, 2, 1), [])
        {
            Trace = new AnswerTrace(
                [.. chunks.Select((chunk, i) => new Passage(chunk, 0.9 - i / 10.0, 3.5 - i, i == 0 ? 0.8 : null))],
                [
                    new TracedSentence(chunks[0].Text, "passed"),
                    new TracedSentence("It is free of charge.", "offer") { IsReplaced = true },
                ],
                [Call]) { VoiceVersion = "0a1b2c3d4e5f" },
        };
        return new AnsweredTurn($"a{_said}", question, answer, $"m{_said}", "en");
    }

    /// <summary>
    /// Answers so many questions of conversations <c>c1</c> and <c>c2</c> in turn, and seals them: positions from 1.
    /// </summary>
    public async Task SealAsync(int count)
    {
        for (var i = 1; i <= count; i++) await AnswerAsync(i % 2 == 1 ? "c1" : "c2", $"How do I descale it? ({i})");
        Assert.Equal(count, await Sealer.SealAsync(Cancel));
    }

    public Task<AuditVerdict> VerifyAsync(AuditHead? kept = null) =>
        new AuditVerifier(Knowledge.Database, "default", _key).VerifyAsync(kept, Cancel);

    public Task<AuditHead?> HeadAsync() => Store.ReadSealedAsync((_, _, _) => Task.CompletedTask, Cancel);

    public Task TamperAsync(string sql) => Knowledge.Database.WriteAsync(session => session.ExecuteAsync(sql), Cancel);

    public ValueTask DisposeAsync()
    {
        _key.Dispose();
        return Knowledge.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
