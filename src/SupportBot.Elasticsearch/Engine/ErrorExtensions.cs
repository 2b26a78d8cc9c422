using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Bulk;

namespace SupportBot.Elasticsearch.Engine;

internal static class ErrorExtensions
{
    public static SearchUnavailableException Unavailable(this ElasticsearchError error) => new($"{error.Message}.");

    public static T OrThrow<T>(this ElasticsearchResult<T> result) =>
        result.Succeeded ? result.Value : throw result.Error.Unavailable();

    public static async Task<T> OrThrowAsync<T>(this Task<ElasticsearchResult<T>> call) => (await call).OrThrow();

    public static bool IsMissingIndex(this ElasticsearchError error) =>
        error.Status == 404 && error.Is("index_not_found_exception");

    // Stale changes, which a newer one replaced, are not errors.
    public static void ThrowWhereIncomplete(this BulkResult result)
    {
        if (result.Error is { } error) throw error.Unavailable();
        var failed = result.Failed.Where(failure => failure.Error.Status != 409).ToList();
        if (failed.Count == 0) return;
        throw new SearchUnavailableException($"{failed.Count} sections were not taken: {failed[0].Error.Message}.");
    }
}
