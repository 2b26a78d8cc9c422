using Elastic.Clients.Elasticsearch.IndexManagement;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine.Writing;

// Builds a new index beside the serving one and then swaps the alias atomically.
internal sealed class IndexReplacement(
    ElasticsearchCluster cluster, IndexWriting writing, ElasticsearchOptions options, IndexNames names)
{
    private readonly BrandIndices _indices = new(cluster, names);

    public async Task RunAsync(
        IndexContent? old, Func<IndexContent, Task<IndexContent>> fillAsync, CancellationToken cancellationToken)
    {
        var index = await CreateAsync(old?.Index, cancellationToken);
        try
        {
            await writing.CommitAsync(await fillAsync(IndexContent.EmptyOf(index)), cancellationToken);
            await CopyAsync(index, cancellationToken);
            await SwapAsync(index, cancellationToken);
        }
        catch
        {
            await _indices.DeleteAsync(index, CancellationToken.None);
            throw;
        }
    }

    private async Task<string> CreateAsync(string? before, CancellationToken cancellationToken)
    {
        var synonyms = await _indices.SynonymsAsync(cancellationToken);
        var layout = new NewIndex(options.Shards, synonyms is null ? null : names.Synonyms);
        for (var index = names.After(before); ; index = names.After(index))
        {
            var request = layout.Request(index);
            var created = await cluster.ManageAsync(
                (client, token) => client.Indices.CreateAsync(request, token), cancellationToken, isIdempotent: false);
            if (created.Error?.Is("resource_already_exists_exception") == true) continue;
            created.OrThrow();
            await _indices.UpdateAliasesAsync([BrandIndices.Add(index, IndexNames.Writes(index))], cancellationToken);
            return index;
        }
    }

    private async Task CopyAsync(string index, CancellationToken cancellationToken)
    {
        if (options.Replicas == 0) return;
        var copies = new IndexSettings { NumberOfReplicas = options.Replicas };
        var request = new PutIndicesSettingsRequest(IndexNames.Writes(index), copies);
        await cluster.ManageAsync(
            (client, token) => client.Indices.PutSettingsAsync(request, token), cancellationToken).OrThrowAsync();
    }

    private async Task SwapAsync(string index, CancellationToken cancellationToken)
    {
        var served = await _indices.BehindAsync(names.Alias, cancellationToken);
        var removals = served.Select(old => BrandIndices.Remove(old, names.Alias));
        await _indices.UpdateAliasesAsync([.. removals, BrandIndices.Add(index, names.Alias)], cancellationToken);
        // A running search on the old index fails and is repeated on the new one.
        foreach (var old in served) await _indices.DeleteAsync(old, CancellationToken.None);
    }
}
