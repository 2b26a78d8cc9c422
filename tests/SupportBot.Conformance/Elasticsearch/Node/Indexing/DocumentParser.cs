using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node.Indexing;

/// <summary>Reads documents by a mapping, and refuses what does not fit.</summary>
internal sealed class DocumentParser(Mapping mapping, Analysis analysis)
{
    /// <exception cref="NodeError">A field is unknown or its value does not fit.</exception>
    public FieldValues Parse(string id, JsonObject source)
    {
        var values = new FieldValues();
        Read(id, source, "", values);
        return values;
    }

    private void Read(string id, JsonObject source, string prefix, FieldValues values)
    {
        foreach (var (name, value) in source)
        {
            if (
                value is JsonObject nested
                && mapping.Fields.Keys.Any(field => field.StartsWith($"{prefix}{name}.", StringComparison.Ordinal)))
                Read(id, nested, $"{prefix}{name}.", values);
            else if (mapping.Fields.ContainsKey(prefix + name)) ReadField(id, prefix + name, value, values);
            else
                throw mapping.IsStrict
                    ? Strict(name, prefix)
                    : NodeError.Unsupported($"a field [{name}] that no mapping names");
        }
    }

    private void ReadField(string id, string name, JsonNode? value, FieldValues values)
    {
        if (value is null) return;
        foreach (var field in mapping.Fields.Values.Where(field => IsOrBelow(field.Name, name)))
        {
            JsonNode?[] all = value is JsonArray array && field.Type != "dense_vector" ? [.. array] : [value];
            switch (field.Type)
            {
                case "text":
                    values.Terms[field.Name] =
                    [
                        .. all.SelectMany(text => analysis.Tokens(field.IndexAnalyzer, text!.ToString()))
                            .Select(token => token.Text),
                    ];
                    break;
                case "keyword" or "boolean":
                    values.Keywords[field.Name] =
                    [
                        .. all.Select(word => word!.ToString()).Distinct().Order(StringComparer.Ordinal),
                    ];
                    if (field.IsIndexed) values.Terms[field.Name] = values.Keywords[field.Name];
                    break;
                case "dense_vector": values.Vectors[field.Name] = Vector(id, field, value); break;
                default: values.Numbers[field.Name] = [.. all.Select(number => Number(id, field, number!))]; break;
            }
        }
    }

    /// <summary>The field, or one that reads its values in another way.</summary>
    private static bool IsOrBelow(string field, string name) =>
        field == name
        || (
            field.StartsWith(name + ".", StringComparison.Ordinal)
            && !field[(name.Length + 1)..].Contains('.', StringComparison.Ordinal));

    private static double Number(string id, Field field, JsonNode value)
    {
        var text = value.ToString();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        throw Failed(
            $" field [{field.Name}] of type [{field.Type}] in document with id '{id}'. Preview of field's value: "
                + $"'{text}'",
            $"For input string: \"{text}\"");
    }

    private static float[] Vector(string id, Field field, JsonNode value)
    {
        var vector =
            value.GetValueKind() == JsonValueKind.String
                ? FromBase64((string)value!)
                : [.. value.AsArray().Select(number => (float)(double)number!)];
        if (vector.Length != field.Dimensions)
        {
            var reason =
                $"The [dense_vector] field [{field.Name}] in doc [document with id '{id}'] has a different number of "
                    + $"dimensions [{vector.Length}] than defined in the mapping [{field.Dimensions}]";
            throw Failed(": " + reason, reason);
        }
        try
        {
            field.Check(vector);
            return vector;
        }
        catch (ArgumentException e)
        {
            throw Failed(": " + e.Message, e.Message);
        }
    }

    /// <summary>Floats with their highest byte first.</summary>
    private static float[] FromBase64(string text)
    {
        var bytes = Convert.FromBase64String(text);
        return
        [
            .. Enumerable
                .Range(0, bytes.Length / 4)
                .Select(i => BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan(4 * i))),
        ];
    }

    private static NodeError Strict(string name, string prefix)
    {
        var within = prefix.Length == 0 ? "_doc" : prefix.TrimEnd('.');
        return new NodeError(
            400,
            NodeError.Cause(
                "strict_dynamic_mapping_exception",
                $"[1:1] mapping set to strict, dynamic introduction of [{name}] within [{within}] is not allowed"));
    }

    private static NodeError Failed(string what, string cause) =>
        new(
            400, NodeError.Cause("document_parsing_exception", $"[1:1] failed to parse{what}"),
            NodeError.Cause("illegal_argument_exception", cause));
}
