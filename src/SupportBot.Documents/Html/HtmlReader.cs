using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Headers;

namespace SupportBot.Documents.Html;

internal sealed class HtmlReader : IDocumentReader
{
    public IReadOnlyList<string> Extensions { get; } = [".html", ".htm"];

    private static readonly HtmlParserOptions KeepLines = new() { IsKeepingSourceReferences = true };

    public ReadResult Read(SourceFile file)
    {
        if (SourceText.Decode(file.Bytes.Span, out var rejected) is not { } text) return rejected!;
        if (DocumentHeader.Read(text, out rejected) is not { } header) return rejected!;
        var page = new HtmlParser(KeepLines).ParseDocument(header.Body);
        var stray = header.FindStrayAudience() ?? MetaElements.Check(page, header);
        if (stray is not null) return stray;
        if (Metadata.From(Values(page, header.Values), out rejected) is not { } metadata) return rejected!;
        var content = page.QuerySelector("main, [role=main]") ?? page.QuerySelector("article") ?? page.Body;
        return DocumentBuilder.Build(file, metadata, content is null ? [] : HtmlParts.Of(content));
    }

    // Front matter and meta elements first, then the page's own title, language and canonical link.
    private static Dictionary<string, string> Values(IHtmlDocument page, IReadOnlyDictionary<string, string> header)
    {
        var values = new Dictionary<string, string>(header, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, content) in MetaElements.Values(page)) values.TryAdd(name, content);
        if (page.DocumentElement.GetAttribute("lang") is { } language) values.TryAdd("language", language);
        if (page.QuerySelector("link[rel=canonical]")?.GetAttribute("href") is { } url) values.TryAdd("url", url);
        if (page.Title is { Length: > 0 } title && page.QuerySelector("h1") is null) values.TryAdd("title", title);
        return values;
    }
}
