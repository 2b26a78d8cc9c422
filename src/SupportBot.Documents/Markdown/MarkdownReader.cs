using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown;

/// <summary>Reads Markdown as GitHub, GitBook, Jekyll, MkDocs and Docusaurus write it, with YAML front matter.</summary>
internal sealed class MarkdownReader : IDocumentReader
{
    public IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    public ReadResult Read(SourceFile file)
    {
        if (SourceText.Decode(file.Bytes.Span, out var rejected) is not { } text) return rejected!;
        var values = FrontMatter.Read(text, out var body, out rejected);
        if (rejected is not null || Metadata.From(values, out rejected) is not { } metadata) return rejected!;
        return DocumentBuilder.Build(file, metadata, MarkdownParts.Of(MarkdownDialects.Clean(body)));
    }
}
