using System.Text.RegularExpressions;
using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.IndexManagement;
using Elastic.Clients.Elasticsearch.Synonyms;
using SupportBot.Elasticsearch.Engine.Layout;

namespace SupportBot.Elasticsearch.Engine;

internal sealed class BrandIndices(ElasticsearchCluster cluster, IndexNames names)
{
    // The maximum number of rules that Elasticsearch stores in a set and returns at once.
    private const int MaxRules = 10_000;

    public static IndexUpdateAliasesAction Add(string index, string alias) =>
        new AddAction { Index = index, Alias = alias, IsWriteIndex = true };

    public static IndexUpdateAliasesAction Remove(string index, string alias) =>
        new RemoveAction { Index = index, Alias = alias };

    // Atomic: no search sees an intermediate state.
    public Task UpdateAliasesAsync(IndexUpdateAliasesAction[] actions, CancellationToken cancellationToken)
    {
        var request = new UpdateAliasesRequest { Actions = actions };
        return cluster.ManageAsync(
            (client, token) => client.Indices.UpdateAliasesAsync(request, token),
            cancellationToken, isIdempotent: false).OrThrowAsync();
    }

    public async Task<IReadOnlyList<string>> BehindAsync(string alias, CancellationToken cancellationToken)
    {
        var request = new GetAliasRequest((Names)alias);
        var found = await cluster.ManageAsync(
            (client, token) => client.Indices.GetAliasAsync(request, token), cancellationToken);
        return IsMissing(found.Error) ? [] : [.. found.OrThrow().Aliases?.Keys ?? []];
    }

    // The pattern can also match indices of a brand whose name has this one as a prefix.
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellationToken)
    {
        var found = await BehindAsync(names.AllWrites, cancellationToken);
        var own = $"^{Regex.Escape(names.Alias)}-v[0-9]+$";
        return [.. found.Where(index => Regex.IsMatch(index, own)).Order(StringComparer.Ordinal)];
    }

    public Task<ElasticsearchResult<DeleteIndexResponse>> DeleteAsync(string index, CancellationToken cancellationToken)
    {
        var request = new DeleteIndexRequest(index) { IgnoreUnavailable = true };
        return cluster.ManageAsync((client, token) => client.Indices.DeleteAsync(request, token), cancellationToken);
    }

    // The operator's rules in Solr format; null if there is no set.
    public async Task<IReadOnlyList<string>?> SynonymsAsync(CancellationToken cancellationToken)
    {
        var request = new GetSynonymRequest(names.Synonyms) { Size = MaxRules };
        var set = await cluster.ManageAsync(
            (client, token) => client.Synonyms.GetSynonymAsync(request, token), cancellationToken);
        if (IsMissing(set.Error)) return null;
        var rules = set.OrThrow().SynonymsSet ?? throw CallErrors.Unreadable().Unavailable();
        return [.. rules.Select(rule => rule.Synonyms)];
    }

    // Also reloads the search analyzers that use the rules.
    public Task PutSynonymsAsync(IReadOnlyList<string> rules, CancellationToken cancellationToken)
    {
        SynonymRule[] numbered = [.. rules.Select((rule, i) => new SynonymRule(rule) { Id = $"{i + 1}" })];
        var request = new PutSynonymRequest(names.Synonyms, numbered);
        return cluster.ManageAsync(
            (client, token) => client.Synonyms.PutSynonymAsync(request, token), cancellationToken).OrThrowAsync();
    }

    // No index may use the rules any more.
    public async Task DeleteSynonymsAsync(CancellationToken cancellationToken)
    {
        var deleted = await cluster.ManageAsync(
            (client, token) => client.Synonyms.DeleteSynonymAsync(names.Synonyms, token), cancellationToken);
        if (!IsMissing(deleted.Error)) deleted.OrThrow();
    }

    private static bool IsMissing(ElasticsearchError? error) => error is { Kind: ErrorKind.Rejected, Status: 404 };
}
