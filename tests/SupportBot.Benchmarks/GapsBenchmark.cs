using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;
using SupportBot.Core.Gaps;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Benchmarks;

/// <summary>
/// Ten thousand different questions that were refused, grouped beside the product's own documentation.
/// </summary>
internal static class GapsBenchmark
{
    private const int Questions = 10_000;
    private static readonly string[] Verbs =
        ["connect", "export", "print", "rename", "delete", "share", "restore", "translate", "archive", "schedule"];
    private static readonly string[] Things =
        ["invoice", "backup", "document", "theme", "token", "visitor", "answer", "licence", "report", "database"];

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-benchmark-");
        var figures = new Figures();
        await using (
            var services = await Composition.OpenAsync(
                Configuration.Read([new("Data:Path", folder.FullName), new("Docs:Path", "docs")]),
                CancellationToken.None))
        {
            await services.GetRequiredService<DocsIngestion>().RunAsync(progress: null, CancellationToken.None);
            var chunks = await services.GetRequiredService<DocumentStore>().AllChunksAsync().ToListAsync();
            await services.GetRequiredService<IndexFollower>()
                .AdoptAsync(EmbeddingTrainer.Train(chunks, CancellationToken.None).Model, CancellationToken.None);
            await AskAsync(services);
            var begun = TimeProvider.System.GetTimestamp();
            var report = await services.GetRequiredService<GapFinder>().FindAsync(default, 20, CancellationToken.None);
            figures.AtMost(
                $"{report.Questions:#,0} questions, in {report.Groups:#,0} groups",
                TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 10, "s");
        }
        folder.Delete(recursive: true);
        return figures.ExitCode;
    }

    private static async Task AskAsync(ServiceProvider services)
    {
        var (conversations, turns) =
            (services.GetRequiredService<ConversationStore>(), services.GetRequiredService<TurnStore>());
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Questions),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (i, cancellationToken) =>
        {
                var (id, question) = (
                    $"c{i}",
                    $"How can I {Verbs[i % 10]} the {Things[i / 10 % 10]} with {Name(i / 100)} on a "
                        + $"{Name(i % 37 + 100)}?");
            await conversations.ReceiveAsync(
                new Conversation(id, id, null, "en", 0), "webchat",
                new Arrival(id, id, "1", "message", _ => new LogEntry("q", "{}"u8.ToArray())), cancellationToken);
            var answer = new Answer(
                AnswerKind.Refused, "Nothing was found.", [], new Evidence(question, 1, null, 0.2, [], "low-support"),
                new Timings(0, 0, 0), []);
            await turns.EndAsync(
                (await turns.NextAsync(id, cancellationToken))!, new TurnResult(TurnEnd.Done, [],
                new AnsweredTurn("a", question, answer, "m", "en")));
        });
    }

    /// <summary>A word that no document has.</summary>
    private static string Name(int number) =>
        $"{"bcdfghjklm"[number / 100 % 10]}a{"bcdfghjklm"[number / 10 % 10]}o{"bcdfghjklm"[number % 10]}ix";
}
