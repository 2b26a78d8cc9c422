using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Bulk;

namespace SupportBot.Elasticsearch.Engine;

/// <summary>Errors of calls as Core knows them.</summary>
internal static class ErrorExtensions
{
    public static SearchUnavailableException Unavailable(this ElasticsearchError error) => new($"{error.Message}.");

    public static T OrThrow<T>(this ElasticsearchResult<T> result) =>
        result.Succeeded ? result.Value : throw result.Error.Unavailable();

    public static async Task<T> OrThrowAsync<T>(this Task<ElasticsearchResult<T>> call) => (await call).OrThrow();

    /// <summary>Whether it says that the index, or the alias that leads to it, is not there.</summary>
    public static bool IsMissingIndex(this ElasticsearchError error) =>
        error.Status == 404 && error.Is("index_not_found_exception");

    /// <summary>Stale changes, which a newer one forestalled, are no failure.</summary>
    public static void ThrowWhereIncomplete(this BulkResult result)
    {
        if (result.Error is { } error) throw error.Unavailable();
        var failed = result.Failed.Where(failure => failure.Error.Status != 409).ToList();
        if (failed.Count == 0) return;
        throw new SearchUnavailableException($"{failed.Count} sections were not taken: {failed[0].Error.Message}.");
    }
}
