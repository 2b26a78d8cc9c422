using System.Text.Json;

namespace SupportBot.Conformance.Elasticsearch.Node.Contract;

/// <summary>One operation of the contract.</summary>
internal sealed class Operation
{
    private readonly string[] _parts;

    /// <param name="method">In capitals.</param>
    /// <param name="path">With names in braces.</param>
    /// <param name="json">As the contract has it.</param>
    /// <param name="resolve">Follows references.</param>
    public Operation(string method, string path, JsonElement json, Func<JsonElement, JsonElement> resolve)
    {
        (Method, _parts) = (method, path.Split('/', StringSplitOptions.RemoveEmptyEntries));
        Id = json.GetProperty("operationId").GetString()!;
        if (json.TryGetProperty("parameters", out var parameters))
            Parameters = parameters
                .EnumerateArray()
                .Select(resolve)
                .Where(parameter => parameter.GetProperty("in").GetString() == "query")
                .ToDictionary(
                    parameter => parameter.GetProperty("name").GetString()!,
                    parameter => parameter.GetProperty("schema"), StringComparer.Ordinal);
        if (!json.TryGetProperty("requestBody", out var body)) return;
        body = resolve(body);
        Body = body.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
        NeedsBody = body.TryGetProperty("required", out var required) && required.GetBoolean();
    }

    public string Id { get; }

    public string Method { get; }

    /// <summary>Schemas of the query's parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement> Parameters { get; } = new Dictionary<string, JsonElement>();

    /// <summary>Null where it takes none.</summary>
    public JsonElement? Body { get; }

    public bool NeedsBody { get; }

    /// <summary>How many segments are not fixed: of two operations that match, the one with fewer is meant.</summary>
    public int Variables => _parts.Count(IsVariable);

    public bool Matches(IReadOnlyList<string> segments) =>
        segments.Count == _parts.Length
        && _parts
            .Zip(segments)
            .All(pair => pair.First == pair.Second || (IsVariable(pair.First) && !pair.Second.StartsWith('_')));

    private static bool IsVariable(string part) => part.StartsWith('{');
}
