using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportBot.Core;

/// <summary>Explains to an operator what is wrong with a JSON file.</summary>
public static partial class JsonFault
{
    /// <summary>The place, such as <c>, line 3</c> or empty if it is unknown, and the reason as a sentence.</summary>
    public static (string Place, string Reason) Of(JsonException e) =>
        (e.LineNumber is { } line ? $", line {line + 1}" : "", Reason(e));

    /// <summary>The reason as a sentence.</summary>
    public static string Reason(JsonException e)
    {
        if (Missing().Match(e.Message) is { Success: true } missing)
            return $"It lacks {missing.Groups[1].Value.Replace(", ", " and ", StringComparison.Ordinal)}.";
        if (e.Message.Contains("could not be converted", StringComparison.Ordinal))
            return $"{Member(e)} has a value of the wrong type.";
        if (NotNull().Match(e.Message) is { Success: true } empty)
            return $"'{JsonNamingPolicy.CamelCase.ConvertName(empty.Groups[1].Value)}' must not be null.";
        // System.Text.Json has several messages for an unexpected end.
        return EarlyEnd().IsMatch(e.Message)
            ? "It ends too early: a bracket, a quotation mark or a value is missing at its end."
            : Position().Replace(e.Message, "").Trim();
    }

    private static string Member(JsonException e) => e.Path is { Length: > 2 } path ? $"'{path[2..]}'" : "It";

    [GeneratedRegex("missing required properties including: (.*?)\\.$")]
    private static partial Regex Missing();

    [GeneratedRegex("(?:parameter|property or field) '([^']*)' on type .* doesn't allow")]
    private static partial Regex NotNull();

    [GeneratedRegex(
        "reached end of data|end of the JSON payload|isn't closed|does not contain any JSON tokens|end of string")]
    private static partial Regex EarlyEnd();

    [GeneratedRegex("\\s*(?:Path: \\S+ \\| )?LineNumber: \\d+ \\| BytePositionInLine: \\d+\\.?")]
    private static partial Regex Position();
}
