using System.Text.Json;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.IndexManagement;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine.Writing;

// Nothing is visible before CommitAsync.
internal sealed class IndexWriting(ElasticsearchCluster cluster, ElasticsearchOptions options)
{
    private const int Asked = 500;

    public async Task<IndexContent> WriteAsync(
        IndexContent content, IndexChanges changes, CancellationToken cancellationToken)
    {
        var page = new BulkChanges(content, changes);
        cancellationToken.ThrowIfCancellationRequested();
        if (page.After.Dimensions != content.Dimensions) await AddVectorsAsync(page.After, cancellationToken);
        if (page.IsEmpty) return page.After;
        var before = await ChunkCountsAsync(content.Index, page.FirstChunks, cancellationToken);
        await BulkAsync(content.Index, page.Operations(before).ToAsyncEnumerable(), cancellationToken);
        return page.After;
    }

    public async Task AddVectorsAsync(IndexContent content, CancellationToken cancellationToken)
    {
        if (content.Dimensions == 0) return;
        var fields = VectorField.Of(content.Dimensions, options.VectorIndex);
        var request = new PutMappingRequest(IndexNames.Writes(content.Index)) { Properties = fields };
        await cluster.ManageAsync(
            (client, token) => client.Indices.PutMappingAsync(request, token), cancellationToken).OrThrowAsync();
    }

    public async Task BulkAsync(
        string index, IAsyncEnumerable<BulkOperation> operations, CancellationToken cancellationToken)
    {
        var alias = IndexNames.Writes(index);
        var result = await cluster.Bulks.BulkAsync(alias, operations, requireAlias: true, cancellationToken);
        result.ThrowWhereIncomplete();
    }

    public async Task CommitAsync(IndexContent content, CancellationToken cancellationToken)
    {
        var committed = content with { Revision = Guid.NewGuid().ToString("N") };
        BulkOperation[] state = [BulkOperation.Index(IndexContent.Id, committed.Write)];
        await BulkAsync(content.Index, state.ToAsyncEnumerable(), cancellationToken);
        var request = new RefreshRequest(IndexNames.Writes(content.Index));
        var refreshed = await cluster.ManageAsync(
            (client, token) => client.Indices.RefreshAsync(request, token), cancellationToken).OrThrowAsync();
        if (CallErrors.OfPart(timedOut: false, refreshed.Shards) is { } partial) throw partial.Unavailable();
    }

    private async Task<Dictionary<string, int>> ChunkCountsAsync(
        string index, IEnumerable<string> firstChunks, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var ids in firstChunks.Chunk(Asked))
        {
            var alias = IndexNames.Writes(index);
            var request = new MultiGetRequest(alias) { Ids = ids, SourceIncludes = IndexFields.Chunks };
            var answer = await cluster.SearchAsync(
                (client, token) => client.MultiGetAsync<JsonElement>(request, token), cancellationToken).OrThrowAsync();
            if (answer.Docs?.Count != ids.Length) throw CallErrors.Unreadable().Unavailable();
            foreach (var item in answer.Docs)
                if (item.Value1 is { Found: true } document)
                    counts[document.Id] = document.Source.GetProperty(IndexFields.Chunks).GetInt32();
        }
        return counts;
    }
}
