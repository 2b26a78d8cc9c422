using SupportBot.Core.Knowledge;
using SupportBot.Documents.Headers;

namespace SupportBot.Documents.AsciiDoc;

/// <summary>The attributes around the title of a document that are its metadata: <c>:audience: internal</c></summary>
internal static class AsciiDocHeader
{
    /// <summary>Antora passes these on to the page's template.</summary>
    private const string PagePrefix = "page-";

    /// <returns>The header with the attributes as values, and a body without the audience.</returns>
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

    /// <summary>Authors also use attributes for parts of addresses and for the language of their code.</summary>
    private static bool IsMetadata(string name, string value) => name switch
    {
        "language" => false,
        "lang" => value is [_, _] or [_, _, '-' or '_', ..],
        "url" => value.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !value.Contains('{'),
        _ => true,
    };

    /// <summary>Author and revision follow the title; an empty line ends the header.</summary>
    private static bool IsHeader(string line, bool hasTitle) => BlockLines.IsBlank(line) ? !hasTitle
        : hasTitle || line is ['=', ' ', ..] or [':' or '/' or '[', ..] || AsciiDocLines.IsDirective(line);
}
