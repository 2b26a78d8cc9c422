using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node;

/// <summary>A refusal in the form that Elasticsearch gives it.</summary>
internal sealed class NodeError : Exception
{
    private readonly JsonObject _error;
    private readonly JsonObject _rootCause;

    /// <param name="status">HTTP status.</param>
    /// <param name="error">Type, reason and what belongs to them.</param>
    /// <param name="causedBy">What lies beneath; null for nothing.</param>
    /// <param name="rootCause">Where it is not the error itself.</param>
    public NodeError(int status, JsonObject error, JsonObject? causedBy = null, JsonObject? rootCause = null)
        : base(error["reason"]!.GetValue<string>())
    {
        (Status, _rootCause, _error) = (status, rootCause ?? (JsonObject)error.DeepClone(), error);
        if (causedBy is not null) _error["caused_by"] = causedBy;
    }

    public int Status { get; }

    /// <summary>The whole answer.</summary>
    public JsonObject Body => new() { ["error"] = Error(), ["status"] = Status };

    /// <summary>As an item of a bulk answer.</summary>
    public JsonObject Item => (JsonObject)_error.DeepClone();

    /// <summary>As an item of an msearch or mget answer.</summary>
    public JsonObject Error()
    {
        var error = new JsonObject { ["root_cause"] = new JsonArray(_rootCause.DeepClone()) };
        foreach (var (name, value) in _error) error[name] = value?.DeepClone();
        return error;
    }

    public static JsonObject Cause(string type, string reason, params (string Name, JsonNode? Value)[] more)
    {
        var cause = new JsonObject { ["type"] = type, ["reason"] = reason };
        foreach (var (name, value) in more) cause[name] = value;
        return cause;
    }

    public static NodeError Argument(string reason) => new(400, Cause("illegal_argument_exception", reason));

    /// <summary>The position of an error in the body is not kept.</summary>
    public static NodeError Parsing(string reason, JsonObject? causedBy = null) =>
        new(400, Cause("parsing_exception", reason, ("line", 1), ("col", 1)), causedBy);

    public static NodeError Unknown(string kind, string name) =>
        Parsing($"unknown {kind} [{name}]", Cause("named_object_not_found_exception", $"[1:1] unknown field [{name}]"));

    public static NodeError Validation(string reason) =>
        new(400, Cause("action_request_validation_exception", $"Validation Failed: 1: {reason};"));

    public static NodeError Malformed(string json)
    {
        var isShort = json.Trim() is ['{' or '[', .. var rest] && !rest.EndsWith('}') && !rest.EndsWith(']');
        var parser = isShort
            ? "Unexpected end-of-input within/between Object entries"
            : $"Unrecognized token '{json.Split(' ')[0]}': was expecting (JSON String, Number, Array, Object or token "
                + "'null', 'true' or 'false')";
        var where =
            $"\n at [Source: (byte[])\"{json}\"; line: 1, column: "
                + $"{(isShort ? json.Length + 1 : json.Split(' ')[0].Length + 2)}]";
        return new NodeError(
            400,
            Cause(
                isShort ? "x_content_e_o_f_exception" : "x_content_parse_exception",
                isShort ? "[1:1] Unexpected end of file" : $"[1:1] {parser}{where}"),
            Cause(isShort ? "json_e_o_f_exception" : "json_parse_exception", parser + where));
    }

    /// <param name="name">The index or alias that is not there.</param>
    /// <param name="isRead">Reads name the resource too.</param>
    /// <param name="why">Behind the name.</param>
    public static NodeError NoIndex(string name, bool isRead = true, string why = "") => new(404, isRead
                ? Cause(
                    "index_not_found_exception", $"no such index [{name}]", ("resource.type", "index_or_alias"),
                    ("resource.id", name), ("index_uuid", "_na_"), ("index", name))
        : Cause("index_not_found_exception", $"no such index [{name}]{why}", ("index_uuid", "_na_"), ("index", name)));

    /// <summary>The real server knows it and this node does not: no test may rest on it.</summary>
    public static NodeError Unsupported(string what) => new(501, Cause("unsupported_by_the_test_node", what));
}
