using SupportBot.Core.Knowledge;
using SupportBot.Documents.Headers;
using SupportBot.Documents.Markdown.Dialects;

namespace SupportBot.Documents.Markdown;

internal sealed class MarkdownReader : IDocumentReader
{
    private const string Mdx = ".mdx";

    public IReadOnlyList<string> Extensions { get; } = [".md", ".markdown", Mdx];

    public ReadResult Read(SourceFile file)
    {
        if (SourceText.Decode(file.Bytes.Span, out var rejected) is not { } text) return rejected!;
        if (DocumentHeader.Read(text, out rejected) is not { } header) return rejected!;
        if (header.FindStrayAudience() is { } stray) return stray;
        if (Metadata.From(header.Values, out rejected) is not { } metadata) return rejected!;
        var isMdx = file.Id.EndsWith(Mdx, StringComparison.OrdinalIgnoreCase);
        return DocumentBuilder.Build(file, metadata, MarkdownParts.Of(MarkdownDialects.Clean(header.Body, isMdx)));
    }
}
