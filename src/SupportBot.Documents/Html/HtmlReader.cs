using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Html;

/// <summary>Reads the main content of an HTML page; title, language, canonical URL and audience from its head.</summary>
internal sealed class HtmlReader : IDocumentReader
{
    public IReadOnlyList<string> Extensions { get; } = [".html", ".htm"];

    public ReadResult Read(SourceFile file)
    {
        if (SourceText.Decode(file.Bytes.Span, out var rejected) is not { } text) return rejected!;
        var page = new HtmlParser().ParseDocument(text);
        if (Metadata.From(Values(page), out rejected) is not { } metadata) return rejected!;
        var content = page.QuerySelector("main, [role=main]") ?? page.QuerySelector("article") ?? page.Body;
        return DocumentBuilder.Build(file, metadata, content is null ? [] : HtmlParts.Of(content));
    }

    /// <summary>Meta elements named as the keys of front matter; the page's own title, language and canonical link where there are none.</summary>
    private static Dictionary<string, string> Values(IHtmlDocument page)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var meta in page.QuerySelectorAll("meta[name][content]")) values.TryAdd(meta.GetAttribute("name")!, meta.GetAttribute("content")!);
        if (page.DocumentElement.GetAttribute("lang") is { } language) values.TryAdd("language", language);
        if (page.QuerySelector("link[rel=canonical]")?.GetAttribute("href") is { } url) values.TryAdd("url", url);
        if (page.Title is { Length: > 0 } title && page.QuerySelector("h1") is null) values.TryAdd("title", title);
        return values;
    }
}
