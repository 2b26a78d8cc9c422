using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace SupportBot.Channels.Teams;

// Splits between paragraphs, else between sentences or lines, else between words, and never before a citation such as
// [1]. A code block that is split is closed and reopened. Sizes are in characters of escaped JSON.
internal static partial class MessageSplitter
{
    private const int FenceReserve = 128;

    // The size of a part must be above 256.
    public static IReadOnlyList<string> Split(string text, int maxSize)
    {
        var parts = new List<string>();
        while (Size(text) > maxSize)
        {
            var cut = Cut(text, FitLength(text, (maxSize - FenceReserve) / 2), FitLength(text, maxSize - FenceReserve));
            var (part, rest) = (text[..cut].TrimEnd(), text[cut..].TrimStart('\n'));
            if (TeamsCodeFence.OpenIn(part.Split('\n')) is { } fence)
                (part, rest) = ($"{part}\n{fence.Close}", $"{fence.Open}\n{rest}");
            parts.Add(part);
            text = rest;
        }
        return [.. parts, text];
    }

    public static int FitLength(string text, int maxSize)
    {
        var (fits, tooMany) = (0, Math.Min(text.Length, maxSize) + 1);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            if (Size(text[..middle]) <= maxSize) fits = middle;
            else tooMany = middle;
        }
        return fits < text.Length && fits > 0 && char.IsHighSurrogate(text[fits - 1]) ? fits - 1 : fits;
    }

    private static int Size(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text).Length;

    private static int Cut(string text, int min, int max) =>
        Last(Paragraph(), text, min, max, inCode: false) ?? Last(Sentence(), text, min, max, inCode: false)
        ?? Last(Line(), text, min, max, inCode: true) ?? Last(Blank(), text, min, max, inCode: true) ?? max;

    private static int? Last(Regex end, string text, int min, int max, bool inCode) => end.Matches(text[..max])
        .Reverse().Select(match => match.Index + match.Length)
        .Where(cut => cut > min && !IsBeforeCitation(text, cut)
            && (inCode || TeamsCodeFence.OpenIn(text[..cut].Split('\n')) is null))
        .Select(cut => (int?)cut).FirstOrDefault();

    private static bool IsBeforeCitation(string text, int cut) => CitationNumber().IsMatch(text, cut);

    [GeneratedRegex(@"\n\n+")]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"(?<=\D[.!?:]|\[\d+\])\s+|(?<=[。！？])(?!\s*\[|[。！？」』）])|\n")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\n")]
    private static partial Regex Line();

    [GeneratedRegex(@" ")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\G\s*\[\d")]
    private static partial Regex CitationNumber();
}
