using System.Text.Json;
using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Synonyms;

/// <summary>Calls on sets of synonyms. Changing a set reloads the search analyzers that use it.</summary>
internal sealed class SynonymCalls(Api api)
{
    /// <summary>The most rules that Elasticsearch keeps in a set, and gives in one answer.</summary>
    private const int MostRules = 10_000;

    /// <summary>Creates or replaces a set.</summary>
    public Task<ElasticsearchResult<SynonymsChange>> PutAsync(string set, IReadOnlyList<SynonymRule> rules, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Put, Api.Path("_synonyms", set), json => Write(json, rules)), ElasticsearchJson.Default.SynonymsChange, cancellationToken);

    /// <summary>The rules of a set; fails with 404 where there is none.</summary>
    public Task<ElasticsearchResult<SynonymsSet>> GetAsync(string set, CancellationToken cancellationToken) =>
        api.CallAsync(api.Request(HttpMethod.Get, $"{Api.Path("_synonyms", set)}?size={MostRules}"), ElasticsearchJson.Default.SynonymsSet, cancellationToken);

    /// <summary>Deletes a set that no index uses; false where there was none.</summary>
    public Task<ElasticsearchResult<bool>> DeleteAsync(string set, CancellationToken cancellationToken) =>
        api.AskAsync(api.Request(HttpMethod.Delete, Api.Path("_synonyms", set)), cancellationToken);

    private static void Write(Utf8JsonWriter json, IReadOnlyList<SynonymRule> rules)
    {
        json.WriteStartObject();
        json.WriteStartArray("synonyms_set");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            if (rule.Id is not null) json.WriteString("id", rule.Id);
            json.WriteString("synonyms", rule.Synonyms);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
