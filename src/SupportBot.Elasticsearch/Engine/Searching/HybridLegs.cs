using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Elasticsearch.Engine.Searching;

/// <summary>The answers of both legs to one request.</summary>
/// <param name="Words">By words.</param>
/// <param name="Vectors">By vectors; null where there is nothing to compare.</param>
internal sealed record HybridLegs(LegAnswer Words, LegAnswer? Vectors)
{
    /// <summary>Asks both legs in one request.</summary>
    /// <exception cref="SearchUnavailableException">The request as a whole failed.</exception>
    public static async Task<HybridLegs> AskAsync(SearchCalls calls, string alias, SearchRequest request, IndexContent content, CancellationToken cancellationToken)
    {
        var (words, vectors) = (LegBodies.Words(request, content), LegBodies.Vectors(request, content));
        var answer = await calls.MultiSearchAsync(alias, vectors is null ? [words] : [words, vectors], cancellationToken).ConfigureAwait(false);
        if (answer.Error?.IsMissingIndex() == true) return new(new LegAnswer([], null), null);
        var answers = answer.OrThrow();
        return new(
            LegAnswer.Of(answers[0], score => score, request.Top),
            vectors is null ? null : LegAnswer.Of(answers[1], score => 2 * score - 1, request.Top));
    }

    public bool HasFailed => Words.Error is not null || Vectors?.Error is not null;

    /// <summary>What they saw the index to hold, where that is another than was known: a query made for it may be another.</summary>
    public IndexContent? Newer(IndexContent known) =>
        new[] { Words, Vectors }.FirstOrDefault(leg => leg is { Error: null } && leg.Content?.Revision != known.Revision)?.Content;

    /// <summary>Both are right for the content they saw, and saw the same.</summary>
    public bool Agree(IndexContent known) =>
        new[] { Words, Vectors }.OfType<LegAnswer>().Where(leg => leg.Error is null).ToList() is var legs
        && legs.All(leg => leg.Content?.Revision == legs[0].Content?.Revision && (leg.Content is null || leg.Content.AsksLike(known)));

    /// <exception cref="SearchUnavailableException">Neither leg can be trusted.</exception>
    public SearchHits ToHits() => (Words.Error, Vectors?.Error) switch
    {
        (null, null) => new(Words.Hits, Vectors?.Hits ?? []),
        (null, { } error) => new(Words.Hits, [], new MissingLeg(Leg.Vector, error.Message)),
        ({ } error, null) when Vectors is not null => new([], Vectors.Hits, new MissingLeg(Leg.Bm25, error.Message)),
        ({ } error, _) => throw error.Unavailable(),
    };
}
