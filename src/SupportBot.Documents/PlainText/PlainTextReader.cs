using SupportBot.Core.Knowledge;
using SupportBot.Documents.Headers;

namespace SupportBot.Documents.PlainText;

internal sealed class PlainTextReader : IDocumentReader
{
    public IReadOnlyList<string> Extensions { get; } = [".txt"];

    public ReadResult Read(SourceFile file)
    {
        if (SourceText.Decode(file.Bytes.Span, out var rejected) is not { } text) return rejected!;
        if (DocumentHeader.Read(text, out rejected) is not { } header) return rejected!;
        if (header.FindStrayAudience() is { } stray) return stray;
        if (Metadata.From(header.Values, out rejected) is not { } metadata) return rejected!;
        return DocumentBuilder.Build(file, metadata, PlainTextParts.Of(header.Body));
    }
}
