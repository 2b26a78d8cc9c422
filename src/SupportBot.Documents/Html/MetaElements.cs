using AngleSharp.Dom;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Headers;

namespace SupportBot.Documents.Html;

/// <summary>The metadata in the <c>meta</c> elements of an HTML page, named as the keys of front matter.</summary>
internal static class MetaElements
{
    private const string Audience = "audience";

    public static IEnumerable<(string Name, string Content)> Values(IParentNode page) =>
        from meta in page.QuerySelectorAll("meta[name][content]")
        select (meta.GetAttribute("name")!.Trim(), meta.GetAttribute("content")!);

    /// <summary>Rejects an element that is probably meant as the audience but is not read as one.</summary>
    /// <param name="page">The parsed body of the file.</param>
    /// <param name="header">The front matter above it.</param>
    public static ReadResult.Rejected? Check(IParentNode page, DocumentHeader header)
    {
        var audience = header.Values.GetValueOrDefault(Audience);
        foreach (var meta in page.QuerySelectorAll("meta"))
        {
            var line = header.BodyLine + (meta.SourceReference?.Position.Line ?? 1);
            var content = meta.GetAttribute("content");
            if (!Audience.Equals(meta.GetAttribute("name")?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                var checks = Names(meta).Select(name => DocumentHeader.Check(name, content ?? "", line));
                if (checks.FirstOrDefault(rejected => rejected is not null) is { } found) return found;
                continue;
            }
            if (content is null) return DocumentHeader.Reject(line,
                "The audience has no content. Write public or internal.", true);
            if (audience is not null && !audience.Trim().Equals(content.Trim(), StringComparison.OrdinalIgnoreCase))
                return DocumentHeader.Reject(line, "The page has two audiences. Keep one of them.", isAudience: true);
            audience = content;
        }
        return null;
    }

    /// <summary>Everything in the element that may be a misplaced or misspelt name.</summary>
    private static IEnumerable<string> Names(IElement meta) =>
        from attribute in meta.Attributes
        where attribute.Name is not "content"
        from text in (string[])[attribute.Name, attribute.Name is "value" ? "" : attribute.Value]
        select text;
}
