using System.Globalization;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;

namespace SupportBot.Cli.Compare;

// Adds documents about things that nobody has, changes what they say and removes them, and asks each time.
internal sealed class KnowledgeProbes(
    string docs, DocsIngestion ingestion, AnswerPipeline pipeline, TimeProvider time)
{
    private const int Count = 5;
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private static readonly string[] Things = ["Quorvane", "Belzimar", "Trindlox", "Ossavelt", "Mirquade"];

    public async Task<UpdateProbe> RunAsync(CancellationToken cancellationToken)
    {
        List<double> seconds = [], stale = [], leaked = [];
        for (var i = 0; i < Count; i++)
        {
            var file = Path.Combine(docs, $"supportbot-probe-{i}.md");
            var (before, after) = (1_201 + 7 * i, 8_802 + 9 * i);
            var added = await SaveAndAskAsync(file, i, before, cancellationToken);
            if (IsCited(added.Answer, before)) seconds.Add(added.Seconds);
            var changed = await SaveAndAskAsync(file, i, after, cancellationToken);
            if (IsCited(changed.Answer, after)) seconds.Add(changed.Seconds);
            stale.Add(Says(changed.Answer, before) ? 1 : 0);
            File.Delete(file);
            await ingestion.RunWithVectorsAsync(withBlocks: true, cancellationToken);
            var gone = await AskAsync(i, cancellationToken);
            leaked.Add(Says(gone, before) || Says(gone, after) ? 1 : 0);
        }
        return new UpdateProbe(seconds, stale, leaked);
    }

    private async Task<(double Seconds, Answer Answer)> SaveAndAskAsync(
        string file, int probe, int hours, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        await File.WriteAllTextAsync(file, Document(probe, hours), cancellationToken);
        await ingestion.RunWithVectorsAsync(withBlocks: true, cancellationToken);
        var answer = await AskAsync(probe, cancellationToken);
        return (time.GetElapsedTime(begun).TotalSeconds, answer);
    }

    private Task<Answer> AskAsync(int probe, CancellationToken cancellationToken) => pipeline.AnswerAsync(
        new Question($"How many hours does the battery of the {Things[probe]} lantern last?", [], Customers),
        cancellationToken);

    private static bool IsCited(Answer answer, int hours) => Says(answer, hours) && answer.Citations.Count > 0;

    private static bool Says(Answer answer, int hours) =>
        answer.Kind == AnswerKind.Answered && answer.Text.Contains(Written(hours), StringComparison.Ordinal);

    private static string Document(int probe, int hours) => $"""
        # {Things[probe]} lantern

        ## How long does the battery of the {Things[probe]} lantern last?

        The battery of the {Things[probe]} lantern lasts {Written(hours)} hours. Charge it with the cable in the box.

        """;

    private static string Written(int hours) => hours.ToString(CultureInfo.InvariantCulture);
}
