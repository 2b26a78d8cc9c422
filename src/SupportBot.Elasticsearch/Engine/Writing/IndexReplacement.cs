using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Indices;
using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Engine.Writing;

/// <summary>Makes a new index beside the one that serves, and lets it take that one's place at once.</summary>
internal sealed class IndexReplacement(ElasticsearchClient client, IndexWriting writing, ElasticsearchOptions options, IndexNames names)
{
    /// <param name="old">What serves until then; null where nothing does.</param>
    /// <param name="fillAsync">Fills the new index, and returns what it holds then.</param>
    /// <param name="cancellationToken">Ends it; the old index stays.</param>
    public async Task RunAsync(IndexContent? old, Func<IndexContent, Task<IndexContent>> fillAsync, CancellationToken cancellationToken)
    {
        var index = await CreateAsync(old?.Index, cancellationToken).ConfigureAwait(false);
        try
        {
            await writing.CommitAsync(await fillAsync(IndexContent.EmptyOf(index)).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            await CopyAsync(index, cancellationToken).ConfigureAwait(false);
            await SwapAsync(index, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await client.Indices.DeleteAsync(index, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The next name that is free: an attempt that was broken off may have left one.</summary>
    private async Task<string> CreateAsync(string? before, CancellationToken cancellationToken)
    {
        var body = new IndexBody(options.Shards, await SynonymsAsync(cancellationToken).ConfigureAwait(false));
        for (var index = names.After(before); ; index = names.After(index))
        {
            var created = await client.Indices.CreateAsync(index, body.Write, cancellationToken).ConfigureAwait(false);
            if (created.Error?.Is("resource_already_exists_exception") == true) continue;
            created.OrThrow();
            (await client.Indices.UpdateAliasesAsync([AliasAction.Add(index, IndexNames.Writes(index))], cancellationToken).ConfigureAwait(false)).OrThrow();
            return index;
        }
    }

    /// <summary>The set of synonyms, where the operator has made one: an index that names one that is missing does not work.</summary>
    private async Task<string?> SynonymsAsync(CancellationToken cancellationToken)
    {
        var set = await client.Synonyms.GetAsync(names.Synonyms, cancellationToken).ConfigureAwait(false);
        if (set.Error is { Kind: ErrorKind.Rejected, Status: 404 }) return null;
        return set.OrThrow() is null ? null : names.Synonyms;
    }

    private async Task CopyAsync(string index, CancellationToken cancellationToken)
    {
        if (options.Replicas == 0) return;
        (await client.Indices.PutSettingsAsync(IndexNames.Writes(index), json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("index");
            json.WriteNumber("number_of_replicas", options.Replicas);
            json.WriteEndObject();
            json.WriteEndObject();
        }, cancellationToken).ConfigureAwait(false)).OrThrow();
    }

    private async Task SwapAsync(string index, CancellationToken cancellationToken)
    {
        var served = (await client.Indices.GetAliasAsync(names.Alias, cancellationToken).ConfigureAwait(false)).OrThrow().Keys;
        var actions = served.Select(old => AliasAction.Remove(old, names.Alias)).Append(AliasAction.Add(index, names.Alias)).ToList();
        (await client.Indices.UpdateAliasesAsync(actions, cancellationToken).ConfigureAwait(false)).OrThrow();
        // A search that was under way there fails, and is repeated in the new one.
        foreach (var old in served) await client.Indices.DeleteAsync(old, CancellationToken.None).ConfigureAwait(false);
    }
}
