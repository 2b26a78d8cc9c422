using System.Text.Json.Nodes;

namespace SupportBot.BotFramework.Tests.Contracts;

/// <summary>The Connector API as Microsoft published it (Swagger 2.0, version 3.1.12).</summary>
internal sealed class ConnectorContract
{
    private const string File = "connector-v3.1.12.swagger.json";

    private readonly JsonObject _paths;
    private readonly ContractSchema _schema;

    private ConnectorContract(JsonObject paths, ContractSchema schema) => (_paths, _schema) = (paths, schema);

    public static async Task<ConnectorContract> LoadAsync()
    {
        var text = await System.IO.File.ReadAllTextAsync(
            SharedData.Contract(File), TestContext.Current.CancellationToken);
        return new ConnectorContract(JsonNode.Parse(text)!["paths"]!.AsObject(), await ContractSchema.LoadAsync(File));
    }

    /// <summary>What a call breaks of the contract.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="address">Path and query, below the service address.</param>
    /// <param name="body">JSON; null for none.</param>
    public IEnumerable<string> RequestErrors(HttpMethod method, string address, string? body)
    {
        if (Operation(method, address) is not { } operation) return [$"There is no {method} {address}."];
        var parameters = operation["parameters"]?.AsArray().Select(parameter => parameter!).ToList() ?? [];
        var names = parameters
            .Where(parameter => In(parameter) == "query")
            .Select(parameter => (string?)parameter["name"]);
        var unknown = Query(address).Except(names).Select(name => $"There is no query parameter {name}.");
        return parameters.Find(parameter => In(parameter) == "body") is not { } expected
                ? unknown.Concat(body is null ? [] : ["There is no body."])
            : body is null ? ["There must be a body."]
            : unknown.Concat(_schema.Errors(Definition(expected["schema"]!), body));
    }

    /// <summary>What an answer breaks of the contract.</summary>
    public IEnumerable<string> ResponseErrors(HttpMethod method, string address, int status, string body)
    {
        if (Operation(method, address)?["responses"]?[$"{status}"] is not { } response)
            return [$"{method} {address} is never answered {status}."];
        return response["schema"] is { } schema ? _schema.Errors(Definition(schema), body)
            : body.Length == 0 ? []
            : ["There is no body."];
    }

    private JsonNode? Operation(HttpMethod method, string address)
    {
        var path = address.Split('?')[0].Split('/');
        return _paths
            .FirstOrDefault(template => Fits(template.Key.Trim('/').Split('/'), path))
            .Value?[method.Method.ToLowerInvariant()];
    }

    /// <summary>Ids are escaped, so that each fills one place; <c>history</c> is in none of them here.</summary>
    private static bool Fits(string[] template, string[] path) =>
        template.Length == path.Length
        && template
            .Zip(path)
            .All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0));

    private static IEnumerable<string> Query(string address) =>
        address.Split('?').Skip(1).SelectMany(query => query.Split('&')).Select(parameter => parameter.Split('=')[0]);

    private static string? In(JsonNode parameter) => (string?)parameter["in"];

    private static string Definition(JsonNode schema) => ((string?)schema["$ref"])!.Split('/')[^1];
}
