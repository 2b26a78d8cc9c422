using System.Text.Json;
using Elastic.Clients.Elasticsearch.Core.MSearch;
using SupportBot.Core.Knowledge;

namespace SupportBot.Elasticsearch.Engine.Searching;

internal sealed record LegAnswer(IReadOnlyList<Hit> Hits, IndexContent? Content, ElasticsearchError? Error = null)
{
    public static LegAnswer Of(MultiSearchResponseItem<JsonElement> answer, Func<float, float> toScore, int top)
    {
        if (ErrorOf(answer) is { } error) return error.IsMissingIndex() ? new([], null) : new([], null, error);
        var hits = answer.Value1!.HitsMetadata.Hits;
        var found = hits.Where(hit => hit.Id != IndexContent.Id)
            .Select(hit => new Hit(hit.Id, toScore((float)(hit.Score ?? 0))))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.ChunkId, StringComparer.Ordinal).Take(top);
        return new([.. found], hits.Select(IndexContent.Read).FirstOrDefault(content => content is not null));
    }

    public static ElasticsearchError? ErrorOf(MultiSearchResponseItem<JsonElement> answer) => answer switch
    {
        { Value2: { } error } => CallErrors.Of(error.Error, error.Status),
        { Value1: { HitsMetadata.Hits: not null } found } => CallErrors.OfPart(found.TimedOut, found.Shards),
        _ => CallErrors.Unreadable(),
    };
}
