using System.Text.Json;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Core.MSearch;
using SupportBot.Core.Knowledge;
using SearchRequest = SupportBot.Core.Knowledge.SearchRequest;

namespace SupportBot.Elasticsearch.Engine.Searching;

internal sealed record HybridLegs(LegAnswer Words, LegAnswer? Vectors)
{
    public static async Task<HybridLegs> AskAsync(
        ElasticsearchCluster cluster, string alias, SearchRequest request, IndexContent content,
        CancellationToken cancellationToken)
    {
        var (words, vectors) = (LegQueries.Words(request, content), LegQueries.Vectors(request, content));
        MultisearchBody[] bodies = vectors is null ? [words] : [words, vectors];
        var answer = await MultiSearchAsync(cluster, alias, bodies, cancellationToken);
        if (answer.Error?.IsMissingIndex() == true) return new(new LegAnswer([], null), null);
        var answers = answer.OrThrow();
        var length = UnitVector.LengthOf(request.Vector.Span);
        return new(
            LegAnswer.Of(answers[0], score => score, request.Top),
            vectors is null ? null : LegAnswer.Of(answers[1], score => (2 * score - 1) * length, request.Top));
    }

    // Searches fail individually, unless one cannot be parsed.
    public static async Task<ElasticsearchResult<MultiSearchResponseItem<JsonElement>[]>> MultiSearchAsync(
        ElasticsearchCluster cluster, string alias, MultisearchBody[] bodies, CancellationToken cancellationToken)
    {
        var searches = bodies.Select(body => new SearchRequestItem(new MultisearchHeader(), body)).ToArray();
        var request = new MultiSearchRequest(alias, searches);
        var answer = await cluster.SearchAsync(
            (client, token) => client.MultiSearchAsync<JsonElement>(request, token), cancellationToken);
        if (!answer.Succeeded) return answer.Error;
        var legs = answer.Value.Responses?.ToArray();
        return legs?.Length == bodies.Length ? legs : CallErrors.Unreadable();
    }

    public bool HasFailed => Words.Error is not null || Vectors?.Error is not null;

    public IndexContent? Newer(IndexContent known) => new[] { Words, Vectors }
        .FirstOrDefault(leg => leg is { Error: null } && leg.Content?.Revision != known.Revision)?.Content;

    public bool Agree(IndexContent known)
    {
        var legs = new[] { Words, Vectors }.OfType<LegAnswer>().Where(leg => leg.Error is null).ToList();
        return legs.All(leg => leg.Content?.Revision == legs[0].Content?.Revision
            && (leg.Content is null || leg.Content.AsksLike(known)));
    }

    public SearchHits ToHits() => (Words.Error, Vectors?.Error) switch
    {
        (null, null) => new(Words.Hits, Vectors?.Hits ?? []),
        (null, { } error) => new(Words.Hits, [], new MissingLeg(Leg.Vector, error.Message)),
        ({ } error, null) when Vectors is not null => new([], Vectors.Hits, new MissingLeg(Leg.Bm25, error.Message)),
        ({ } error, _) => throw error.Unavailable(),
    };
}
