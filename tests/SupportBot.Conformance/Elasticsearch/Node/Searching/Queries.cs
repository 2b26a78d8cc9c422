using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.Conformance.Elasticsearch.Node.Contract;
using SupportBot.Conformance.Elasticsearch.Node.Indexing;
using Index = SupportBot.Conformance.Elasticsearch.Node.Indexing.Index;

namespace SupportBot.Conformance.Elasticsearch.Node.Searching;

/// <summary>Runs queries over what an index shows: the documents that match, with their scores.</summary>
internal sealed class Queries(Index index)
{
    private static readonly string[] Known =
    [
        "bool",
        "match",
        "multi_match",
        "match_all",
        "match_none",
        "term",
        "terms",
        "range",
        "ids",
        "exists",
        "constant_score",
        "dis_max",
        "knn",
    ];

    private Searchable Searchable => index.Searchable;

    /// <summary>Refuses what no server would run, before any part of a request runs.</summary>
    public static void Check(JsonNode? query)
    {
        if (query is JsonArray several)
        {
            foreach (var one in several) Check(one);
            return;
        }
        if (query is not JsonObject json || json.Count == 0) return;
        var (name, body) = json.First();
        if (OpenApi.Published?.HasQuery(name) == false) throw NodeError.Unknown("query", name);
        if (!Known.Contains(name)) throw NodeError.Unsupported($"the query [{name}]");
        foreach (var part in (string[])["must", "should", "filter", "must_not", "queries"]) Check(body?[part]);
        if (name == "knn") KnnSearch.Check((JsonObject)body!);
    }

    public Dictionary<int, float> Run(JsonNode query)
    {
        var (name, body) = query.AsObject().First();
        var boost =
            body is JsonObject { } plain && name is not ("match" or "term" or "terms" or "range")
                ? (float?)plain["boost"] ?? 1
                : 1;
        var scores = Run(name, (JsonObject)body!);
        return boost == 1 ? scores : scores.ToDictionary(pair => pair.Key, pair => pair.Value * boost);
    }

    /// <summary>The documents that match every filter.</summary>
    public HashSet<int> Filter(JsonNode? filters)
    {
        HashSet<int>? found = null;
        foreach (var filter in Several(filters))
            if (found is null) found = [.. Run(filter!).Keys];
            else found.IntersectWith(Run(filter!).Keys);
        return found ?? [.. Searchable.Documents.Keys];
    }

    public static IEnumerable<JsonNode?> Several(JsonNode? one) =>
        one is null ? [] : one as JsonArray ?? (IEnumerable<JsonNode?>)[one];

    private Dictionary<int, float> Run(string name, JsonObject body) => name switch
    {
        "bool" => Bool(body),
        "match" => Match(body.First().Key, body.First().Value!),
        "multi_match" => MultiMatch(body),
        "match_all" => Same(Searchable.Documents.Keys, 1),
        "match_none" => Same([], 1),
        "term" => Terms(
            body.First().Key, [body.First().Value is JsonObject term ? term["value"] : body.First().Value],
            Boost(body.First().Value)),
        "terms" => Same(
            Terms(
                body.First(member => member.Key != "boost").Key,
                (JsonArray)body.First(member => member.Key != "boost").Value!, 1).Keys,
            (float?)body["boost"] ?? 1),
        "range" => Same(InRange(body.First().Key, (JsonObject)body.First().Value!), 1),
        "ids" => Same(((JsonArray)body["values"]!).Select(id => Number((string)id!)).OfType<int>(), 1),
        "exists" => Same(
            Searchable.Documents.Where(pair => Has(pair.Value, (string)body["field"]!)).Select(pair => pair.Key),
            1),
        "constant_score" => Same(Filter(body["filter"]), 1),
        "dis_max" => Best(((JsonArray)body["queries"]!).Select(query => Run(query!)), (float?)body["tie_breaker"] ?? 0),
        "knn" => new KnnSearch(index, this).Run(body),
        _ => throw NodeError.Unsupported($"the query [{name}]"),
    };

    private Dictionary<int, float> Bool(JsonObject body)
    {
        var (must, should) = (
            Several(body["must"]).Select(query => Run(query!)).ToList(),
            Several(body["should"]).Select(query => Run(query!)).ToList());
        var least = Least(body, should.Count, must.Count == 0 && !Several(body["filter"]).Any() ? 1 : 0);
        var found = Filter(body["filter"]);
        foreach (var part in must) found.IntersectWith(part.Keys);
        foreach (var part in Several(body["must_not"])) found.ExceptWith(Run(part!).Keys);
        var scores = new Dictionary<int, float>();
        foreach (var document in found)
            if (should.Count(part => part.ContainsKey(document)) >= least)
                scores[document] =
                    must.Sum(part => part[document]) + should.Sum(part => part.GetValueOrDefault(document));
        return scores;
    }

    private static int Least(JsonObject body, int count, int otherwise) =>
        body["minimum_should_match"] is { } least
            ? int.Parse(least.ToString(), CultureInfo.InvariantCulture)
            : Math.Min(count, otherwise);

    private Dictionary<int, float> Match(string field, JsonNode body)
    {
        var (text, options) = body is JsonObject json ? (json["query"]!.ToString(), json) : (body.ToString(), null);
        return Match(field, text, options);
    }

    private Dictionary<int, float> Match(string field, string text, JsonObject? options)
    {
        var boost = (float?)options?["boost"] ?? 1;
        if (!index.Mapping.Fields.TryGetValue(field, out var known)) return [];
        if (known.Type != "text") return new(Terms(field, [text], boost));
        var words = index
            .Analysis.Tokens((string?)options?["analyzer"] ?? known.SearchAnalyzer, text)
            .GroupBy(token => token.Position)
            .Select(same =>
                Searchable
                    .Field(field)
                    ?.Score([.. same.Select(token => token.Text).Distinct()], hasLengths: true, index.Settings)
                ?? [])
            .ToList();
        var sum = new Dictionary<int, float>();
        foreach (var (document, score) in words.SelectMany(word => word))
            sum[document] = sum.GetValueOrDefault(document) + score * boost;
        var isAll = string.Equals((string?)options?["operator"], "and", StringComparison.OrdinalIgnoreCase);
        return isAll ? sum.Where(pair => words.All(word => word.ContainsKey(pair.Key))).ToDictionary() : sum;
    }

    private Dictionary<int, float> MultiMatch(JsonObject body)
    {
        var type = (string?)body["type"] ?? "best_fields";
        var fields = Several(body["fields"]).Select(field => ((string)field!).Split('^')).Select(parts =>
                Scaled(
                    Match(
                        parts[0],
                        (string)body["query"]!,
                        new JsonObject
                        {
                            ["operator"] = body["operator"]?.DeepClone(),
                            ["analyzer"] = body["analyzer"]?.DeepClone(),
                        }),
                parts.Length > 1 ? float.Parse(parts[1], CultureInfo.InvariantCulture) : 1)).ToList();
        return type switch
        {
            "best_fields" => Best(fields, (float?)body["tie_breaker"] ?? 0),
            "most_fields" => Best(fields, (float?)body["tie_breaker"] ?? 1),
            _ => throw NodeError.Unsupported($"multi_match of the type [{type}]"),
        };
    }

    /// <summary>The best part counts, and a share of the others.</summary>
    private static Dictionary<int, float> Best(IEnumerable<Dictionary<int, float>> parts, float share)
    {
        var (best, sum) = (new Dictionary<int, float>(), new Dictionary<int, float>());
        foreach (var (document, score) in parts.SelectMany(part => part))
        {
            best[document] = Math.Max(score, best.GetValueOrDefault(document));
            sum[document] = score + sum.GetValueOrDefault(document);
        }
        return share == 0
            ? best
            : best.ToDictionary(pair => pair.Key, pair => pair.Value + share * (sum[pair.Key] - pair.Value));
    }

    private Dictionary<int, float> Terms(string field, IEnumerable<JsonNode?> values, float boost)
    {
        if (field == "_id") return Same(values.Select(value => Number((string)value!)).OfType<int>(), boost);
        if (!index.Mapping.Fields.TryGetValue(field, out var known)) return [];
        if (!known.IsIndexed) throw NodeError.Argument($"Cannot search on field [{field}] since it is not indexed.");
        if (known.Type is "long" or "integer")
            return Same(
                Searchable
                    .Documents.Where(pair => values.Any(value => Numbers(pair.Value, field).Contains(Double(value!))))
                    .Select(pair => pair.Key),
                boost);
        var postings = Searchable.Field(field);
        return postings is null
            ? []
            : Scaled(
                Best(
                    values.Select(value => postings.Score([value!.ToString()], known.Type == "text", index.Settings)),
                    1),
                boost);
    }

    private IEnumerable<int> InRange(string field, JsonObject body)
    {
        bool Fits(double number) =>
            (body["lt"] is not { } lt || number < Double(lt))
            && (body["lte"] is not { } lte || number <= Double(lte))
            && (body["gt"] is not { } gt || number > Double(gt))
            && (body["gte"] is not { } gte || number >= Double(gte));
        if (index.Mapping.Fields.GetValueOrDefault(field) is { Type: not ("long" or "integer") })
            throw NodeError.Unsupported($"a range of [{field}]");
        return Searchable.Documents.Where(pair => Numbers(pair.Value, field).Any(Fits)).Select(pair => pair.Key);
    }

    private int? Number(string id) => Searchable.NumberOf(id);

    private static bool Has(Document document, string field)
    {
        var values = document.Values;
        if (values.Terms.TryGetValue(field, out var terms)) return terms.Count > 0;
        return values.Keywords.ContainsKey(field)
            || values.Numbers.ContainsKey(field)
            || values.Vectors.ContainsKey(field);
    }

    private static IReadOnlyList<double> Numbers(Document document, string field) =>
        document.Values.Numbers.GetValueOrDefault(field) ?? [];

    private static double Double(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String
            ? double.Parse((string)value!, CultureInfo.InvariantCulture)
            : (double)value;

    private static float Boost(JsonNode? body) => body is JsonObject json ? (float?)json["boost"] ?? 1 : 1;

    private static Dictionary<int, float> Scaled(Dictionary<int, float> scores, float by) =>
        by == 1 ? scores : scores.ToDictionary(pair => pair.Key, pair => pair.Value * by);

    private static Dictionary<int, float> Same(IEnumerable<int> documents, float score) =>
        documents.Distinct().ToDictionary(document => document, _ => score);
}
