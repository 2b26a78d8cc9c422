using System.Globalization;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;

namespace SupportBot.Cli.Compare;

// Adds documents about things that nobody has, changes what they say and removes them, and asks each time.
internal sealed class KnowledgeProbes(string docs, DocsIngestion ingestion, TimeProvider time)
{
    private const int Count = 5;
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private static readonly string[] Things = ["Quorvane", "Belzimar", "Trindlox", "Ossavelt", "Mirquade"];

    // One result of each pipeline. What they have in common, the reading of the document, is in the seconds of each.
    public async Task<IReadOnlyList<UpdateProbe>> RunAsync(
        IReadOnlyList<AnswerPipeline> pipelines, CancellationToken cancellationToken)
    {
        List<(List<double> Seconds, List<double> Stale, List<double> Leaked)> found =
            [.. pipelines.Select(_ => (new List<double>(), new List<double>(), new List<double>()))];
        for (var i = 0; i < Count; i++)
        {
            var file = Path.Combine(docs, $"supportbot-probe-{i}.md");
            var (before, after) = (1_201 + 7 * i, 8_802 + 9 * i);
            var added = await ReadAsync(() => File.WriteAllText(file, Document(i, before)), cancellationToken);
            foreach (var (j, pipeline) in pipelines.Index())
            {
                var (answer, seconds) = await AskAsync(pipeline, i, cancellationToken);
                if (IsCited(answer, before)) found[j].Seconds.Add(added + seconds);
            }
            var changed = await ReadAsync(() => File.WriteAllText(file, Document(i, after)), cancellationToken);
            foreach (var (j, pipeline) in pipelines.Index())
            {
                var (answer, seconds) = await AskAsync(pipeline, i, cancellationToken);
                if (IsCited(answer, after)) found[j].Seconds.Add(changed + seconds);
                found[j].Stale.Add(Says(answer, before) ? 1 : 0);
            }
            await ReadAsync(() => File.Delete(file), cancellationToken);
            foreach (var (j, pipeline) in pipelines.Index())
            {
                var (answer, _) = await AskAsync(pipeline, i, cancellationToken);
                found[j].Leaked.Add(Says(answer, before) || Says(answer, after) ? 1 : 0);
            }
        }
        return [.. found.Select(one => new UpdateProbe(one.Seconds, one.Stale, one.Leaked))];
    }

    private async Task<double> ReadAsync(Action change, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        change();
        await ingestion.RunWithVectorsAsync(withBlocks: true, cancellationToken);
        return time.GetElapsedTime(begun).TotalSeconds;
    }

    private async Task<(Answer Answer, double Seconds)> AskAsync(
        AnswerPipeline pipeline, int probe, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var answer = await pipeline.AnswerAsync(
            new Question($"How many hours does the battery of the {Things[probe]} lantern last?", [], Customers),
            cancellationToken);
        return (answer, time.GetElapsedTime(begun).TotalSeconds);
    }

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
