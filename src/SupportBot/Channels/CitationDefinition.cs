using System.Text;
using SupportBot.Core.Answers;

namespace SupportBot.Channels;

// The Markdown definition of a citation's link, such as [1]: <https://…> "Title".
internal static class CitationDefinition
{
    public static string Of(Citation citation)
    {
        var title = CitationName.Of(citation)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"[{citation.Number}]: <{EscapeUrl(citation.Url)}> \"{title}\"";
    }

    // Escaped as browsers do: Web Chat recognizes a link as a reference only if its URL equals that of the definition.
    private static string EscapeUrl(string url) =>
        string.Concat(Encoding.UTF8.GetBytes(url).Select(b =>
            b is > 0x20 and < 0x7F and not (byte)'<' and not (byte)'>' ? ((char)b).ToString() : $"%{b:X2}"));
}
