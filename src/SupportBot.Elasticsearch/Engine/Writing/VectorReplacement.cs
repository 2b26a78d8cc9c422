using System.Runtime.CompilerServices;
using System.Text.Json;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Documents;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Elasticsearch.Engine.Writing;

/// <summary>
/// Fills a new index with the chunks of another and new vectors. The chunks keep their versions, so that a later change
/// finds them as old as they are. Nothing is written to where it was read.
/// </summary>
internal sealed class VectorReplacement(ElasticsearchClient client, IndexWriting writing, VectorSet vectors)
{
    private readonly int _dimensions = vectors.Vectors.Values.Select(vector => vector.Length).FirstOrDefault(length => length > 0);

    /// <param name="old">What the chunks are read from; null where there are none.</param>
    /// <param name="fresh">The new index.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IndexContent> FillAsync(IndexContent? old, IndexContent fresh, CancellationToken cancellationToken)
    {
        var state = (old?.State ?? IndexState.Empty) with { ModelHash = vectors.ModelHash, HasGaps = false };
        var content = fresh with { State = state, Languages = old?.Languages ?? [], Dimensions = _dimensions };
        await writing.AddVectorsAsync(content, cancellationToken).ConfigureAwait(false);
        if (old is not null) await writing.BulkAsync(fresh.Index, CopiesAsync(old.Index, cancellationToken), cancellationToken).ConfigureAwait(false);
        return content;
    }

    private async IAsyncEnumerable<BulkOperation> CopiesAsync(string index, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in ChunkWalk.PagesAsync(client, index, cancellationToken).ConfigureAwait(false))
            foreach (var hit in page)
                yield return BulkOperation.Index(hit.Id, json => Write(json, hit), hit.Version);
    }

    private void Write(Utf8JsonWriter json, SearchHit hit)
    {
        json.WriteStartObject();
        foreach (var field in hit.Source!.Value.EnumerateObject()) field.WriteTo(json);
        if (vectors.Vectors.TryGetValue(hit.Id, out var vector) && vector.Length == _dimensions && UnitVector.Of(vector) is { IsEmpty: false } unit)
            json.WriteVector(Fields.Vector, unit.Span);
        json.WriteEndObject();
    }
}
