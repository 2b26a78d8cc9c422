using System.Text.Json.Serialization;

namespace SupportBot.Elasticsearch.Synonyms;

/// <param name="Count">How many rules the set has.</param>
/// <param name="Rules">The rules.</param>
internal sealed record SynonymsSet(int Count, [property: JsonPropertyName("synonyms_set")] IReadOnlyList<SynonymRule> Rules);

/// <param name="Id">The rule's name; null for one that the server chooses.</param>
/// <param name="Synonyms">In Solr's form: <c>pwd, password, passcode</c>, or <c>pwd =&gt; password</c>.</param>
internal sealed record SynonymRule(string? Id, string Synonyms);

/// <param name="Result"><c>created</c> or <c>updated</c>.</param>
internal sealed record SynonymsChange(string Result);
