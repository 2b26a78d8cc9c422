using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Cuts a long text into messages: between paragraphs, else between sentences or lines, else between words. A number
/// such
/// as <c>[1]</c> stays with what it stands behind, and a code block that is cut is closed and opened again.
/// </summary>
internal static partial class MessageParts
{
    /// <summary>What closes and opens a code block that is cut.</summary>
    private const int ForFences = 128;

    /// <param name="text">Markdown.</param>
    /// <param name="room">The most that one part may take, in characters as JSON writes them; above 256.</param>
    public static IReadOnlyList<string> Split(string text, int room)
    {
        var parts = new List<string>();
        while (Size(text) > room)
        {
            var cut = Cut(text, Fit(text, (room - ForFences) / 2), Fit(text, room - ForFences));
            var (part, rest) = (text[..cut].TrimEnd(), text[cut..].TrimStart('\n'));
            if (CodeFence.OpenIn(part.Split('\n')) is { } fence)
                (part, rest) = ($"{part}\n{fence.Close}", $"{fence.Open}\n{rest}");
            parts.Add(part);
            text = rest;
        }
        return [.. parts, text];
    }

    /// <summary>How many characters of a text, from its start, have room; never half a surrogate pair.</summary>
    public static int Fit(string text, int room)
    {
        var (fits, tooMany) = (0, Math.Min(text.Length, room) + 1);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            if (Size(text[..middle]) <= room) fits = middle;
            else tooMany = middle;
        }
        return fits < text.Length && fits > 0 && char.IsHighSurrogate(text[fits - 1]) ? fits - 1 : fits;
    }

    private static int Size(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text).Length;

    private static int Cut(string text, int least, int most) =>
        Last(Paragraph(), text, least, most, inCode: false) ?? Last(Sentence(), text, least, most, inCode: false)
        ?? Last(Line(), text, least, most, inCode: true) ?? Last(Blank(), text, least, most, inCode: true) ?? most;

    private static int? Last(Regex end, string text, int least, int most, bool inCode) => end.Matches(text[..most])
        .Reverse().Select(match => match.Index + match.Length)
            .Where(cut =>
                cut > least
                && !StandsBeforeNumber(text, cut)
                && (inCode || CodeFence.OpenIn(text[..cut].Split('\n')) is null))
        .Select(cut => (int?)cut).FirstOrDefault();

    private static bool StandsBeforeNumber(string text, int cut) => Number().IsMatch(text, cut);

    [GeneratedRegex(@"\n\n+")]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"(?<=\D[.!?:]|\[\d+\])\s+|(?<=[。！？])(?!\s*\[|[。！？」』）])|\n")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\n")]
    private static partial Regex Line();

    [GeneratedRegex(@" ")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\G\s*\[\d")]
    private static partial Regex Number();
}
