using System.Security.Cryptography;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;

namespace SupportBot.Benchmarks;

/// <summary>
/// A hundred thousand audit records, each of ten passages: what they cost when they are written, sealed, verified and
/// shown.
/// </summary>
internal static class AuditBenchmark
{
    private const int Records = 100_000;
    private const int SideBySide = 64;
    private const int Shown = 200;
    private const string Brand = "default";
    private static readonly TimeProvider Time = TimeProvider.System;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-benchmark-").FullName;
        var file = Path.Combine(folder, "supportbot.db");
        var figures = new Figures();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using (var database = await Database.OpenAsync(file))
        {
            figures.Report(
                "Turns ended with their audit record", Records / await SecondsAsync(() => FillAsync(database, Records)),
                "turns/s");
            figures.Report(
                "Records sealed",
                Records / await SecondsAsync(() => new AuditSealer(database, Brand, key, Time).SealAsync()),
                "records/s");
            figures.Report("Database", new FileInfo(file).Length / 1048576.0, "MiB");
            AuditVerdict? verdict = null;
            figures.AtMost(
                $"Verify {Records:#,0} records",
                await SecondsAsync(async () => verdict = await new AuditVerifier(database, Brand, key).VerifyAsync()),
                10, "s");
            if (verdict is not { Sealed: Records, Faults.Count: 0 })
                throw new InvalidOperationException("The chain does not verify.");
            figures.AtMost(
                "Show one record, the slowest of 200", await SlowestShowAsync(new AuditStore(database, Brand)), 50,
                "ms");
        }
        Directory.Delete(folder, recursive: true);
        return figures.ExitCode;
    }

    /// <summary>Answers one question in each of so many conversations.</summary>
    public static async Task FillAsync(Database database, int records)
    {
        var conversations = new ConversationStore(database, Brand, new MessageRate(int.MaxValue, int.MaxValue), Time);
        var turns = new TurnStore(database, Brand, Time);
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i <= records) await AnswerAsync(conversations, turns, i);
        })));
    }

    private static async Task AnswerAsync(ConversationStore conversations, TurnStore turns, int i)
    {
        var (id, question) = ($"c{i}", $"How do I set the retention of backup {i}?");
        await conversations.ReceiveAsync(
            new Conversation(id, $"u{i}", null, "en", 0), "webchat",
            new Arrival(id, $"u{i}", "1", "message", _ => new LogEntry("q", "{}"u8.ToArray())), CancellationToken.None);
        var passages = Enumerable
            .Range(0, 10)
            .Select(rank => new Passage(ChunkOf((i + rank) % 500), 1 - rank / 10.0, 10 - rank, 0.5))
            .ToList();
        var answer = new Answer(
            AnswerKind.Answered,
            new string('x', 400) + " [1]",
            [
                new Citation(
                    1, "Title", "Section", passages[0].Chunk.DocumentId, passages[0].Chunk.Url, passages[0].Chunk.Text),
            ],
            new Evidence(question, 10, 0.5, 0.9, [], "supported"), new Timings(0.1, 2, 1), [])
        {
            Trace = new AnswerTrace(passages, [new TracedSentence(passages[0].Chunk.Text, "passed")], []),
        };
        await turns.EndAsync(
            (await turns.NextAsync(id, CancellationToken.None))!, new TurnResult(TurnEnd.Done, [],
            new AnsweredTurn("a", question, answer, "m", "en")));
    }

    private static Chunk ChunkOf(int number) => new()
    {
        DocumentId = $"guides/page-{number}.md",
        Version = 1_700_000_000_000_000 + number,
        Ordinal = 0,
        Title = $"Page {number}",
        Section = "Settings › Retention",
        Url = $"https://docs.example.com/guides/page-{number}#retention",
        Text = string.Join(' ', Enumerable.Repeat($"Sentence of page {number}.", 40)),
        Audience = Audience.Public,
        Language = "en",
    };

    private static async Task<double> SlowestShowAsync(AuditStore store)
    {
        var records = await store.ListAsync(new AuditFilter(), Records);
        var slowest = 0.0;
        foreach (var record in records.Where((_, i) => i % (Records / Shown) == 0))
            slowest = Math.Max(slowest, 1000 * await SecondsAsync(() => store.FindAsync(record.Id)));
        return slowest;
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var start = Time.GetTimestamp();
        await work();
        return Time.GetElapsedTime(start).TotalSeconds;
    }
}
