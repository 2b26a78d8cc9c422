using System.Text.Json;

namespace SupportBot.Elasticsearch.Documents;

/// <summary>What a deletion by query did.</summary>
/// <param name="Total">Documents found.</param>
/// <param name="Deleted">Those that are gone.</param>
/// <param name="VersionConflicts">Those that changed meanwhile and stayed.</param>
/// <param name="TimedOut">Whether it ended before its time.</param>
/// <param name="Failures">Where it went wrong; empty where it did not.</param>
internal sealed record DeleteByQueryResponse(long Total, long Deleted, long VersionConflicts, bool TimedOut, IReadOnlyList<JsonElement> Failures);
