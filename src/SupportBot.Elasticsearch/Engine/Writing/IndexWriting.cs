using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine.Writing;

/// <summary>Writes to one index, through the alias of its own. Nothing is seen before <see cref="CommitAsync"/>.</summary>
internal sealed class IndexWriting(ElasticsearchClient client, ElasticsearchOptions options)
{
    /// <summary>Documents whose number of chunks is asked for at a time.</summary>
    private const int Asked = 500;

    /// <returns>What the index holds with the changes.</returns>
    public async Task<IndexContent> WriteAsync(IndexContent content, IndexChanges changes, CancellationToken cancellationToken)
    {
        var page = new ChangePage(content, changes);
        cancellationToken.ThrowIfCancellationRequested();
        if (page.After.Dimensions != content.Dimensions) await AddVectorsAsync(page.After, cancellationToken).ConfigureAwait(false);
        if (page.IsEmpty) return page.After;
        var before = await ChunkCountsAsync(content.Index, page.FirstChunks, cancellationToken).ConfigureAwait(false);
        await BulkAsync(content.Index, page.Operations(before).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return page.After;
    }

    /// <summary>Gives an index the field for its vectors, where it has some.</summary>
    public async Task AddVectorsAsync(IndexContent content, CancellationToken cancellationToken)
    {
        if (content.Dimensions == 0) return;
        (await client.Indices.PutMappingAsync(
            IndexNames.Writes(content.Index), json => VectorField.Write(json, content.Dimensions, options.VectorIndex), cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    public async Task BulkAsync(string index, IAsyncEnumerable<BulkOperation> operations, CancellationToken cancellationToken) =>
        (await client.Bulks.BulkAsync(IndexNames.Writes(index), operations, requireAlias: true, cancellationToken).ConfigureAwait(false)).ThrowWhereIncomplete();

    /// <summary>Writes what the index holds now, and shows everything that was written.</summary>
    public async Task CommitAsync(IndexContent content, CancellationToken cancellationToken)
    {
        var committed = content with { Revision = Guid.NewGuid().ToString("N") };
        await BulkAsync(content.Index, new[] { BulkOperation.Index(IndexContent.Id, committed.Write) }.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        var refreshed = (await client.Indices.RefreshAsync(IndexNames.Writes(content.Index), cancellationToken).ConfigureAwait(false)).OrThrow();
        if (refreshed.Shards.Failed > 0) throw new SearchUnavailableException($"{refreshed.Shards.Failed} of {refreshed.Shards.Total} shards could not be refreshed.");
    }

    private async Task<Dictionary<string, int>> ChunkCountsAsync(string index, IEnumerable<string> firstChunks, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var ids in firstChunks.Chunk(Asked))
        {
            var found = (await client.Documents.MultiGetAsync(IndexNames.Writes(index), ids, Fields.Chunks, cancellationToken).ConfigureAwait(false)).OrThrow();
            foreach (var document in found)
                if (document is { Found: true, Source: { } source }) counts[document.Id] = source.GetProperty(Fields.Chunks).GetInt32();
        }
        return counts;
    }
}
