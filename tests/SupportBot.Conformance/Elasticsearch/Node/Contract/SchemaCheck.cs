using System.Globalization;
using System.Text.Json;

namespace SupportBot.Conformance.Elasticsearch.Node.Contract;

/// <summary>
/// Checks JSON against the contract's schemas as a server does, which refuses members that it does not know; general
/// validators let them pass, since the schemas do not forbid them.
/// </summary>
/// <param name="resolve">Follows references.</param>
internal sealed class SchemaCheck(Func<JsonElement, JsonElement> resolve)
{
    /// <summary>
    /// Members that may stand in place of the object that has them, and one by which that is known; the schemas do not
    /// tell.
    /// </summary>
    private static readonly (string Name, string Sign)[] Shortcuts =
    [
        ("query", "query"),
        ("value", "value"),
        ("includes", "includes"),
        ("order", "order"),
        ("field", "include_unmapped"),
    ];

    public List<string> Errors(JsonElement schema, JsonElement value, string place) => Errors(schema, value, place, []);

    /// <summary>Of a query parameter, which is text.</summary>
    public IEnumerable<string> TextErrors(JsonElement schema, string text, string place)
    {
        if (Errors(schema, Element(JsonSerializer.Serialize(text)), place).Count == 0) return [];
        var isBare =
            text is "true" or "false" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return isBare ? Errors(schema, Element(text), place)
            : text.Length == 0 ? Errors(schema, Element("true"), place)
            : Errors(schema, Element(JsonSerializer.Serialize(text)), place);
    }

    /// <param name="alsoKnown">Members that belong to a schema around this one.</param>
    private List<string> Errors(
        JsonElement schema, JsonElement value, string place, IReadOnlyCollection<string> alsoKnown)
    {
        var parts = Parts(schema).ToList();
        if (value.ValueKind == JsonValueKind.Null && parts.Exists(part => Is(part, "nullable"))) return [];
        if (
            value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Array
            && Shortcut(parts) is { } meant)
            return Errors(meant, value, place);
        var known = Known(parts).Concat(alsoKnown).ToHashSet(StringComparer.Ordinal);
        var errors = new List<string>();
        foreach (var part in parts) errors.AddRange(PartErrors(part, value, place, known));
        if (value.ValueKind == JsonValueKind.Object) errors.AddRange(MemberErrors(parts, value, place, known));
        return errors;
    }

    private IEnumerable<string> PartErrors(JsonElement part, JsonElement value, string place, HashSet<string> known)
    {
        if (part.TryGetProperty("type", out var type) && !IsOf(type.GetString()!, value) && !IsAny(part))
            return [$"{place} is {value.ValueKind} and should be {type}"];
        if (
            part.TryGetProperty("enum", out var choices)
            && choices.EnumerateArray().All(choice => choice.ToString() != value.ToString()))
            return [$"{place} is '{value}', which is none of {choices}"];
        if (part.TryGetProperty("items", out var items) && value.ValueKind == JsonValueKind.Array)
            return value.EnumerateArray().SelectMany((item, i) => Errors(items, item, $"{place}[{i}]"));
        if (part.TryGetProperty("discriminator", out var by)) return Errors(Chosen(by, value), value, place, known);
        return part.TryGetProperty("oneOf", out var forms) || part.TryGetProperty("anyOf", out forms)
            ? FormErrors(forms, value, place, known)
            : [];
    }

    private List<string> FormErrors(JsonElement forms, JsonElement value, string place, HashSet<string> known)
    {
        var errors = forms.EnumerateArray().Select(form => Errors(form, value, place, known)).ToList();
        return errors.MinBy(form =>
            form.Exists(error => error.StartsWith(place + " is ", StringComparison.Ordinal)) ? int.MaxValue : form.Count
        )!;
    }

    private IEnumerable<string> MemberErrors(
        List<JsonElement> parts, JsonElement value, string place, HashSet<string> known)
    {
        foreach (var part in parts)
        {
            var count = value
                .EnumerateObject()
                .Count(member =>
                    !Is(part, "properties")
                    || Is(part, "additionalProperties")
                    || part.GetProperty("properties").TryGetProperty(member.Name, out _));
            if (part.TryGetProperty("required", out var required))
                foreach (
                    var name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _))
                )
                    yield return $"{place} has no {name}";
            if (part.TryGetProperty("maxProperties", out var most) && count > most.GetInt32())
                yield return $"{place} has {count} members where {most} may be";
            if (part.TryGetProperty("minProperties", out var least) && count < least.GetInt32())
                yield return $"{place} is empty";
        }
        foreach (var member in value.EnumerateObject())
            foreach (var error in MemberErrors(parts, member, $"{place}.{member.Name}", known.Contains(member.Name)))
                yield return error;
    }

    private List<string> MemberErrors(List<JsonElement> parts, JsonProperty member, string place, bool isKnown)
    {
        foreach (var part in parts)
            if (
                part.TryGetProperty("properties", out var properties)
                && properties.TryGetProperty(NameOf(member), out var schema))
                return Errors(schema, member.Value, place);
        foreach (var part in parts)
            if (part.TryGetProperty("additionalProperties", out var other))
                return other.ValueKind == JsonValueKind.Object ? Errors(other, member.Value, place) : [];
        return isKnown || parts.Exists(IsOpen) ? [] : [$"{place} is not known"];
    }

    private static IEnumerable<string> Known(IEnumerable<JsonElement> parts) =>
        parts
            .Where(part => Is(part, "properties"))
            .SelectMany(part => part.GetProperty("properties").EnumerateObject())
            .Select(member => member.Name);

    /// <summary>One member may be written in short.</summary>
    private static string NameOf(JsonProperty member) => member.Name == "aggs" ? "aggregations" : member.Name;

    /// <summary>The schema and all that it is made of.</summary>
    private IEnumerable<JsonElement> Parts(JsonElement schema)
    {
        var resolved = resolve(schema);
        return resolved.TryGetProperty("allOf", out var all)
            ? all.EnumerateArray().SelectMany(Parts).Append(resolved)
            : [resolved];
    }

    private JsonElement? Shortcut(List<JsonElement> parts)
    {
        if (
            parts.Exists(part => part.TryGetProperty("oneOf", out _))
            || !parts.Exists(part => Is(part, "type", "object")))
            return null;
        foreach (var part in parts)
            foreach (var (name, sign) in Shortcuts)
            if (
                part.TryGetProperty("properties", out var properties) && properties.TryGetProperty(sign, out _)
                && properties.TryGetProperty(name, out var meant))
                return meant;
        return null;
    }

    private static JsonElement Chosen(JsonElement by, JsonElement value)
    {
        var (member, forms) = (by.GetProperty("propertyName").GetString()!, by.GetProperty("mapping"));
        var otherwise = forms.TryGetProperty("custom", out _) ? "custom" : "object";
        var name =
            value.ValueKind == JsonValueKind.Object && value.TryGetProperty(member, out var given)
                ? given.ToString()
                : otherwise;
        var reference = forms.TryGetProperty(name, out var target)
            ? target.ToString()
            : forms.EnumerateObject().First().Value.ToString();
        return Element($$"""{"$ref":"{{reference}}"}""");
    }

    /// <summary>An object without members stands for any JSON, a number too.</summary>
    private static bool IsAny(JsonElement part) =>
        Is(part, "type", "object") && !Is(part, "properties") && !Is(part, "additionalProperties");

    /// <summary>An object of which nothing is told, or whose forms tell what it may hold.</summary>
    private static bool IsOpen(JsonElement part) =>
        Is(part, "oneOf") || Is(part, "anyOf") || Is(part, "discriminator")
        || (
            !Is(part, "properties") && !Is(part, "additionalProperties") && !Is(part, "allOf")
            && (Is(part, "type", "object") || !Is(part, "type")));

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Number,
    };

    private static bool Is(JsonElement part, string name, string? value = null) =>
        part.TryGetProperty(name, out var given) && (value is null || given.ToString() == value);

    private static JsonElement Element(string json) => JsonDocument.Parse(json).RootElement.Clone();
}
