using System.Text.RegularExpressions;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.IndexManagement;
using Elastic.Clients.Elasticsearch.Synonyms;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine;

/// <summary>The indices, aliases and synonyms of one brand.</summary>
internal sealed class BrandIndices(ElasticsearchCluster cluster, IndexNames names)
{
    /// <summary>The most rules that Elasticsearch keeps in a set, and gives in one answer.</summary>
    private const int MaxRules = 10_000;

    public static IndexUpdateAliasesAction Add(string index, string alias) =>
        new AddAction { Index = index, Alias = alias, IsWriteIndex = true };

    public static IndexUpdateAliasesAction Remove(string index, string alias) =>
        new RemoveAction { Index = index, Alias = alias };

    /// <summary>All changes at once: no search sees a state in between.</summary>
    public Task UpdateAliasesAsync(IndexUpdateAliasesAction[] actions, CancellationToken cancellationToken)
    {
        var request = new UpdateAliasesRequest { Actions = actions };
        return cluster.ManageAsync(
            (client, token) => client.Indices.UpdateAliasesAsync(request, token),
            cancellationToken, isIdempotent: false).OrThrowAsync();
    }

    /// <summary>The indices behind an alias; empty where there is no such alias.</summary>
    public async Task<IReadOnlyList<string>> BehindAsync(string alias, CancellationToken cancellationToken)
    {
        var request = new GetAliasRequest((Names)alias);
        var found = await cluster.ManageAsync(
            (client, token) => client.Indices.GetAliasAsync(request, token), cancellationToken);
        return IsMissing(found.Error) ? [] : [.. found.OrThrow().Aliases?.Keys ?? []];
    }

    /// <summary>The pattern may also find indices of a brand whose name begins like this one's.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellationToken)
    {
        var found = await BehindAsync(names.AllWrites, cancellationToken);
        var own = $"^{Regex.Escape(names.Alias)}-v[0-9]+$";
        return [.. found.Where(index => Regex.IsMatch(index, own)).Order(StringComparer.Ordinal)];
    }

    /// <summary>That it is gone already is no failure.</summary>
    public Task<ElasticsearchResult<DeleteIndexResponse>> DeleteAsync(string index, CancellationToken cancellationToken)
    {
        var request = new DeleteIndexRequest(index) { IgnoreUnavailable = true };
        return cluster.ManageAsync((client, token) => client.Indices.DeleteAsync(request, token), cancellationToken);
    }

    /// <summary>The operator's rules, in Solr's form; null where there is no set of them.</summary>
    public async Task<IReadOnlyList<string>?> SynonymsAsync(CancellationToken cancellationToken)
    {
        var request = new GetSynonymRequest(names.Synonyms) { Size = MaxRules };
        var set = await cluster.ManageAsync(
            (client, token) => client.Synonyms.GetSynonymAsync(request, token), cancellationToken);
        if (IsMissing(set.Error)) return null;
        var rules = set.OrThrow().SynonymsSet ?? throw CallErrors.Unreadable().Unavailable();
        return [.. rules.Select(rule => rule.Synonyms)];
    }

    /// <summary>Creates or replaces the rules. That reloads the search analyzers that use them.</summary>
    public Task PutSynonymsAsync(IReadOnlyList<string> rules, CancellationToken cancellationToken)
    {
        SynonymRule[] numbered = [.. rules.Select((rule, i) => new SynonymRule(rule) { Id = $"{i + 1}" })];
        var request = new PutSynonymRequest(names.Synonyms, numbered);
        return cluster.ManageAsync(
            (client, token) => client.Synonyms.PutSynonymAsync(request, token), cancellationToken).OrThrowAsync();
    }

    /// <summary>Deletes the rules, which no index uses any more.</summary>
    public async Task DeleteSynonymsAsync(CancellationToken cancellationToken)
    {
        var deleted = await cluster.ManageAsync(
            (client, token) => client.Synonyms.DeleteSynonymAsync(names.Synonyms, token), cancellationToken);
        if (!IsMissing(deleted.Error)) deleted.OrThrow();
    }

    private static bool IsMissing(ElasticsearchError? error) => error is { Kind: ErrorKind.Rejected, Status: 404 };
}
