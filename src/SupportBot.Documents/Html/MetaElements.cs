using AngleSharp.Dom;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Headers;

namespace SupportBot.Documents.Html;

internal static class MetaElements
{
    private const string Audience = "audience";

    public static IEnumerable<(string Name, string Content)> Values(IParentNode page) =>
        from meta in page.QuerySelectorAll("meta[name][content]")
        select (meta.GetAttribute("name")!.Trim(), meta.GetAttribute("content")!);

    // Rejects an element that is probably meant as the audience but is invalid.
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

    private static IEnumerable<string> Names(IElement meta) =>
        from attribute in meta.Attributes
        where attribute.Name is not "content"
        from text in (string[])[attribute.Name, attribute.Name is "value" ? "" : attribute.Value]
        select text;
}
