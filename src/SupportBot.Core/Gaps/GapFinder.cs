using SupportBot.Core.Language;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Gaps;

/// <summary>Finds gaps in the documents from unanswered customer questions.</summary>
/// <param name="open">Unanswered questions.</param>
/// <param name="agents">What agents answered to them.</param>
/// <param name="search">Finds the nearest documents.</param>
/// <param name="engine">Knows how rare words are.</param>
/// <param name="embedding">Compares questions, where one is ready.</param>
/// <param name="synonyms">Terms that mean the same in the documents; null for none.</param>
public sealed class GapFinder(
    OpenQuestions open, AgentAnswers agents, HybridSearch search, ISearchEngine engine, CurrentEmbedding embedding,
    BrandSynonyms? synonyms = null)
{
    private const int NearestDocuments = 3;

    private static readonly HashSet<Audience> Everyone = [Audience.Public, Audience.Internal];

    // Punctuation that does not distinguish questions.
    private static readonly char[] Edges = [' ', '?', '!', '.', '？', '！', '。', '\n', '\r'];

    /// <param name="since">Only questions asked then or later.</param>
    /// <param name="most">The most gaps that are returned.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<GapReport> FindAsync(DateTimeOffset since, int most, CancellationToken cancellationToken)
    {
        var questions = await open.ReadAsync(since, cancellationToken).ConfigureAwait(false);
        var groups = await GroupAsync(questions, cancellationToken).ConfigureAwait(false);
        var answers = (await agents.ReadAsync(since, cancellationToken).ConfigureAwait(false))
            .ToLookup(answer => answer.ConversationId);
        var gaps = new List<Gap>();
        foreach (var (question, vector, asked) in groups.OrderByDescending(group => Conversations(group.Asked))
            .ThenByDescending(group => group.Asked[^1].At).Take(most))
            gaps.Add(new Gap(
                question, Conversations(asked), asked,
                await NearestAsync(question, vector, cancellationToken).ConfigureAwait(false))
            {
                Answer = asked.Select(one => AnswerTo(one, answers[one.ConversationId])).LastOrDefault(
                    answer => answer is not null),
            });
        return new GapReport(since, questions.Count, Conversations(questions), groups.Count, gaps)
        {
            UnknownWords = await UnknownWords.FindAsync(
                questions, engine, synonyms ?? BrandSynonyms.None, cancellationToken).ConfigureAwait(false),
        };
    }

    // The case that began with the question or after it.
    private static AgentAnswer? AnswerTo(OpenQuestion question, IEnumerable<AgentAnswer> answers) =>
        answers.FirstOrDefault(answer => answer.Number >= question.Number);

    // Equal texts are compared once. Questions from the most conversations become leaders first, then the earliest.
    private async Task<IReadOnlyList<QuestionGroup>> GroupAsync(
        IReadOnlyList<OpenQuestion> questions, CancellationToken cancellationToken)
    {
        var same = questions
            .GroupBy(question => question.Understood.Trim(Edges), StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(Conversations)
            .ThenBy(group => group.First().At).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        var vectors = await QuestionVector.OfAsync(
            [.. same.Select(group => group.Key)], engine, embedding.Model, cancellationToken).ConfigureAwait(false);
        var leaders = QuestionClustering.Leaders(vectors);
        return [.. same.Select((group, i) => (group, Leader: leaders[i])).GroupBy(one => one.Leader)
            .Select(group => new QuestionGroup(same[group.Key].First().Understood, vectors[group.Key],
                [.. group.SelectMany(one => one.group).OrderBy(question => question.At)
                    .ThenBy(question => question.ConversationId, StringComparer.Ordinal)]))];
    }

    private async Task<IReadOnlyList<NearDocument>> NearestAsync(
        string question, QuestionVector vector, CancellationToken cancellationToken)
    {
        var found = await search.SearchAsync(
            question, Everyone, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. found.Passages.Select(passage => Near(passage, vector))
            .Where(near => near.Coverage > 0 || near.Similarity is not null)
            .DistinctBy(near => near.DocumentId).Take(NearestDocuments)];
    }

    // The cosine of texts in two languages says nothing.
    private static NearDocument Near(Passage passage, QuestionVector question) => new(
        passage.Chunk.DocumentId, passage.Chunk.Title, passage.Chunk.Section, passage.Chunk.Url,
        passage.Chunk.Audience, passage.Score, Coverage(question, passage.Chunk),
        question.Language == passage.Chunk.Language ? passage.Cosine : null);

    private static double Coverage(QuestionVector question, Chunk chunk)
    {
        var words = new WordSet(chunk.EmbeddingText, chunk.Language);
        var whole = question.Words.Values.Sum();
        return whole > 0 ? question.Words.Sum(word => word.Value * words.Match(word.Key)) / whole : 0;
    }

    private static int Conversations(IEnumerable<OpenQuestion> questions) =>
        questions.Select(question => question.ConversationId).Distinct().Count();

    private sealed record QuestionGroup(string Question, QuestionVector Vector, IReadOnlyList<OpenQuestion> Asked);
}
