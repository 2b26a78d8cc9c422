using SupportBot.Core.Evaluation.Retrieval;
using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded.Training;

// Headings that are excluded from training and from the index serve as questions, each answered by its section. They
// show without labeled data whether the vectors improve search on these documents.
internal sealed class HeadingEvaluation
{
    // Every fifth heading is a question.
    private const int Every = 5;

    private const int MaxQuestions = 500;

    private readonly Dictionary<string, Chunk> _chunks;

    private HeadingEvaluation(Dictionary<string, Chunk> chunks, IReadOnlyList<RetrievalQuery> questions)
    {
        _chunks = chunks;
        Questions = questions;
    }

    public IReadOnlyCollection<Chunk> Chunks => _chunks.Values;

    public IReadOnlyList<RetrievalQuery> Questions { get; }

    // Uses headings that occur only once, since a search cannot distinguish the others.
    public static HeadingEvaluation Of(IReadOnlyList<Chunk> chunks, int seed)
    {
        var unique = chunks.Where(chunk => Heading(chunk).Length > 0)
            .GroupBy(Heading, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Select(chunk => (chunk.DocumentId, chunk.Section)).Distinct().Count() == 1).ToArray();
        new Random(seed).Shuffle(unique);
        var asked = unique.Take(Math.Min((unique.Length + Every - 1) / Every, MaxQuestions)).ToList();

        var known = chunks.ToDictionary(chunk => chunk.Id, StringComparer.Ordinal);
        foreach (var chunk in asked.SelectMany(section => section)) known[chunk.Id] = WithoutHeading(chunk);
        return new HeadingEvaluation(known, [.. asked.Select(section => new RetrievalQuery(
            section.Key, section.Key, section.ToDictionary(chunk => chunk.Id, _ => 1, StringComparer.Ordinal)))]);
    }

    public async Task<EmbeddingTrial> RunAsync(
        EmbeddingModel model, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Questions.Count == 0) return new EmbeddingTrial(0, 0, 0);
        using var index = await TrialIndex.BuildAsync(_chunks.Values, model, cancellationToken).ConfigureAwait(false);
        return new EmbeddingTrial(
            Questions.Count, await NdcgAsync(SearchLeg.Hybrid).ConfigureAwait(false),
            await NdcgAsync(SearchLeg.Bm25).ConfigureAwait(false));

        async Task<double> NdcgAsync(SearchLeg leg)
        {
            var run = await RetrievalRun.OfAsync(
                Questions, async text => [.. (await index.SearchAsync(
                    text, leg, 10, cancellationToken).ConfigureAwait(false)).Select(chunk => chunk.Id)], time)
                .ConfigureAwait(false);
            return run.Figures()["nDCG@10"];
        }
    }

    private static string Heading(Chunk chunk) =>
        chunk.Section.Length > 0 ? chunk.Section[(chunk.Section.LastIndexOf('›') + 1)..].Trim() : chunk.Title;

    private static Chunk WithoutHeading(Chunk chunk) =>
        chunk with
        {
            Section = "",
            Title = string.Equals(chunk.Title, Heading(chunk), StringComparison.OrdinalIgnoreCase) ? "" : chunk.Title,
        };
}
