using System.Runtime.CompilerServices;
using System.Text.Json;
using Elastic.Clients.Elasticsearch.Core.Search;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine.Writing;

// Copies the chunks of another index with new vectors. The chunks keep their versions, so that later changes compare
// correctly. The source index is not modified.
internal sealed class VectorReplacement(ElasticsearchCluster cluster, IndexWriting writing, VectorSet vectors)
{
    private readonly int _dimensions =
        vectors.Vectors.Values.Select(vector => vector.Length).FirstOrDefault(length => length > 0);

    public async Task<IndexContent> FillAsync(
        IndexContent? old, IndexContent fresh, CancellationToken cancellationToken)
    {
        var state = (old?.State ?? IndexState.Empty).After(vectors);
        var content = fresh with { State = state, Languages = old?.Languages ?? [], Dimensions = _dimensions };
        await writing.AddVectorsAsync(content, cancellationToken);
        if (old is null) return content;
        await writing.BulkAsync(fresh.Index, CopiesAsync(old.Index, cancellationToken), cancellationToken);
        return content;
    }

    private async IAsyncEnumerable<BulkOperation> CopiesAsync(
        string index, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in ChunkPages.PagesAsync(cluster, index, cancellationToken))
            foreach (var hit in page)
                yield return BulkOperation.Index(hit.Id, json => Write(json, hit), hit.Version);
    }

    private void Write(Utf8JsonWriter json, Hit<JsonElement> hit)
    {
        json.WriteStartObject();
        foreach (var field in hit.Source.EnumerateObject()) field.WriteTo(json);
        var vector = vectors.Vectors.GetValueOrDefault(hit.Id);
        if (vector.Length == _dimensions && UnitVector.Of(vector) is { IsEmpty: false } unit)
            json.WriteVector(IndexFields.Vector, unit.Span);
        json.WriteEndObject();
    }
}
