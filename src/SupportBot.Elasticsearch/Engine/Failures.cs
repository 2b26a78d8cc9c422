using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Engine;

/// <summary>Errors of calls as Core knows them.</summary>
internal static class Failures
{
    public static SearchUnavailableException Unavailable(this ElasticsearchError error) => new($"{error.Message}.");

    /// <exception cref="SearchUnavailableException">There is an error in the value's place.</exception>
    public static T OrThrow<T>(this ElasticsearchResult<T> result) => result.Succeeded ? result.Value : throw result.Error.Unavailable();

    /// <summary>Whether it says that the index, or the alias that leads to it, is not there.</summary>
    public static bool IsMissingIndex(this ElasticsearchError error) => error.Status == 404 && error.Is("index_not_found_exception");

    /// <summary>Stale changes, which a newer one forestalled, are no failure.</summary>
    /// <exception cref="SearchUnavailableException">Something was not written.</exception>
    public static void ThrowWhereIncomplete(this BulkResult result)
    {
        if (result.Error is { } error) throw error.Unavailable();
        var failed = result.Failed.Where(failure => failure.Error.Status != 409).ToList();
        if (failed.Count > 0) throw new SearchUnavailableException($"{failed.Count} sections were not taken: {failed[0].Error.Message}.");
    }
}
