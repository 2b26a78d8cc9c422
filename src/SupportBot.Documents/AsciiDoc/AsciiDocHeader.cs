using SupportBot.Core.Knowledge;
using SupportBot.Documents.Headers;

namespace SupportBot.Documents.AsciiDoc;

// Attributes around the document title that are metadata, such as ":audience: internal".
internal static class AsciiDocHeader
{
    // Antora passes attributes with this prefix to the page's template.
    private const string PagePrefix = "page-";

    // Moves the attributes from the body to the header.
    public static DocumentHeader? Take(DocumentHeader header, out ReadResult.Rejected? rejected)
    {
        var lines = header.Body.Split('\n');
        var attributes = new AsciiDocAttributes();
        var entries = new List<HeaderEntry>();
        var hasTitle = false;
        for (var i = 0; i < lines.Length && IsHeader(lines[i], hasTitle); i++)
        {
            hasTitle |= lines[i].StartsWith("= ", StringComparison.Ordinal);
            if (attributes.Take(lines[i]) is not var (name, value)) continue;
            var isOfPage = name.StartsWith(PagePrefix, StringComparison.OrdinalIgnoreCase);
            var key = isOfPage ? name[PagePrefix.Length..] : name;
            if (IsMetadata(name, value)) entries.Add(new(key, value, 1, i + 1));
            if (key.Equals("audience", StringComparison.OrdinalIgnoreCase)) lines[i] = "//";
        }
        return header.With(entries, string.Join('\n', lines), out rejected);
    }

    // Authors also use attributes for parts of URLs and for the language of their code.
    private static bool IsMetadata(string name, string value) => name switch
    {
        "language" => false,
        "lang" => value is [_, _] or [_, _, '-' or '_', ..],
        "url" => value.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !value.Contains('{'),
        _ => true,
    };

    // The title is followed by author and revision; an empty line ends the header.
    private static bool IsHeader(string line, bool hasTitle) => BlockLines.IsBlank(line) ? !hasTitle
        : hasTitle || line is ['=', ' ', ..] or [':' or '/' or '[', ..] || AsciiDocLines.IsDirective(line);
}
