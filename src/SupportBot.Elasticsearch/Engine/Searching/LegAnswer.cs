using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Elasticsearch.Engine.Searching;

/// <summary>What one leg gave.</summary>
/// <param name="Hits">Empty where it failed.</param>
/// <param name="Content">What it saw the index to hold; null where it failed, or there is no index.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
internal sealed record LegAnswer(IReadOnlyList<Hit> Hits, IndexContent? Content, ElasticsearchError? Error = null)
{
    /// <param name="answer">The answer to its search.</param>
    /// <param name="toScore">From Elasticsearch's score to ours.</param>
    /// <param name="top">The most hits.</param>
    public static LegAnswer Of(ElasticsearchResult<SearchResponse> answer, Func<float, float> toScore, int top)
    {
        if (!answer.Succeeded) return answer.Error.IsMissingIndex() ? new([], null) : new([], null, answer.Error);
        if (answer.Value.Partial is { } partial) return new([], null, partial);
        IReadOnlyList<SearchHit> hits = answer.Value.Hits.Hits;
        var found = hits.Where(hit => hit.Id != IndexContent.Id).Select(hit => new Hit(hit.Id, toScore(hit.Score ?? 0)))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.ChunkId, StringComparer.Ordinal).Take(top);
        return new([.. found], hits.Select(IndexContent.Read).FirstOrDefault(content => content is not null));
    }
}
