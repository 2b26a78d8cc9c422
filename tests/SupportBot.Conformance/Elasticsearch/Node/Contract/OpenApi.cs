using System.Text.Json;

namespace SupportBot.Conformance.Elasticsearch.Node.Contract;

/// <summary>Elastic's published description of its API: what a request must look like.</summary>
internal sealed class OpenApi
{
    public const string File = "elasticsearch-9.5-subset.openapi.json";

    /// <summary>The contract lost that hits can be ordered by any field, and how.</summary>
    private const string SortOptions = """
        {"type":"object","properties":{"_score":{"$ref":"#/components/schemas/_types.ScoreSort"},
         "_doc":{"$ref":"#/components/schemas/_types.ScoreSort"}},
        "additionalProperties":{"$ref":"#/components/schemas/_types.ScoreSort"},"minProperties":1,"maxProperties":1}
        """;

    /// <summary>The official client writes -1 and 0 as numbers, which a server reads as their texts.</summary>
    private const string Duration = """{"oneOf":[{"type":"string"},{"type":"number","enum":[-1,0]}]}""";

    private static readonly Lazy<OpenApi?> Loaded = new(() =>
        SharedData.ContractIfPresent(File) is { } path ? new OpenApi(System.IO.File.ReadAllBytes(path)) : null);

    private readonly Dictionary<string, Dictionary<string, JsonElement>> _components;
    private readonly List<Operation> _operations;
    private readonly SchemaCheck _check;

    private OpenApi(byte[] json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        _components = root.GetProperty("components").EnumerateObject().ToDictionary(
                kind => kind.Name,
                kind =>
                    kind.Value.EnumerateObject()
                        .ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal),
                StringComparer.Ordinal);
        _components["schemas"]["_types.SortOptions"] = JsonDocument.Parse(SortOptions).RootElement;
        _components["schemas"]["_types.Duration"] = JsonDocument.Parse(Duration).RootElement;
        _check = new SchemaCheck(Resolve);
        _operations = [.. from path in root.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            select new Operation(operation.Name.ToUpperInvariant(), path.Name, operation.Value, Resolve)];
    }

    /// <summary>Null where the contract is not there; then no request is checked.</summary>
    public static OpenApi? Published => Loaded.Value;

    /// <summary>What a request breaks of the contract; nothing where it is as it should be.</summary>
    public IReadOnlyList<string> Violations(NodeRequest request)
    {
        var operation = _operations
            .Where(one => one.Method == request.Method && one.Matches(request.Segments))
            .MinBy(one => one.Variables);
        if (operation is null) return [$"{request.Method} {request.Path} is no operation of {File}"];
        var violations = new List<string>();
        foreach (var (name, value) in request.Query)
            if (!operation.Parameters.TryGetValue(name, out var schema))
                violations.Add($"?{name} is no parameter of {operation.Id}");
            else violations.AddRange(_check.TextErrors(schema, value, $"?{name}"));
        violations.AddRange(BodyErrors(operation, request));
        return violations;
    }

    /// <summary>Whether the real server has a query of this name.</summary>
    public bool HasQuery(string name) =>
        _components["schemas"]["_types.query_dsl.QueryContainer"].GetProperty("properties").TryGetProperty(name, out _);

    private List<string> BodyErrors(Operation operation, NodeRequest request)
    {
        if (operation.Body is not { } schema) return request.Body.Length > 0 ? [$"{operation.Id} takes no body"] : [];
        if (request.Body.Length == 0) return operation.NeedsBody ? [$"{operation.Id} needs a body"] : [];
        try
        {
            return request.Segments[^1] switch
            {
                "_bulk" => BulkErrors(Documents(request.Body)),
                "_msearch" =>
                [
                    .. Documents(request.Body)
                        .SelectMany(
                            (line, i) => _check.Errors(i % 2 == 0 ? SearchHeader : SearchBody, line, $"line {i + 1}")),
                ],
                _ => _check.Errors(schema, Documents(request.Body, isOne: true)[0], "body"),
            };
        }
        catch (JsonException e)
        {
            return [$"the body is no JSON: {e.Message}"];
        }
    }

    /// <summary>Every second line describes the one behind it, but for deletions.</summary>
    private List<string> BulkErrors(List<JsonElement> lines)
    {
        var errors = new List<string>();
        for (var i = 0; i < lines.Count; i++)
        {
            errors.AddRange(_check.Errors(Schema("_global.bulk.OperationContainer"), lines[i], $"line {i + 1}"));
            if (!lines[i].TryGetProperty("delete", out _)) i++;
        }
        return errors;
    }

    private static List<JsonElement> Documents(byte[] body, bool isOne = false)
    {
        if (isOne) return [JsonDocument.Parse(body).RootElement];
        return
        [
            .. System
                .Text.Encoding.UTF8.GetString(body)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
    }

    private JsonElement SearchHeader => Schema("_global.msearch.MultisearchHeader");

    private JsonElement SearchBody => Schema("_global.search._types.SearchRequestBody");

    private JsonElement Schema(string name) => _components["schemas"][name];

    private JsonElement Resolve(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference))
        {
            var parts = reference.GetString()!.Split('/');
            element = _components[parts[2]][parts[3]];
        }
        return element;
    }
}
