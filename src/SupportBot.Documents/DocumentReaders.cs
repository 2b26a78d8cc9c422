using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.AsciiDoc;
using SupportBot.Documents.Html;
using SupportBot.Documents.Markdown;
using SupportBot.Documents.PlainText;
using SupportBot.Documents.ReStructuredText;

namespace SupportBot.Documents;

public static class DocumentReaders
{
    /// <summary>
    /// Readers for Markdown (<c>.md</c>, <c>.markdown</c>, <c>.mdx</c>), HTML (<c>.html</c>, <c>.htm</c>),
    /// reStructuredText (<c>.rst</c>), AsciiDoc (<c>.adoc</c>, <c>.asciidoc</c>) and plain text (<c>.txt</c>).
    /// </summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddSingleton<IDocumentReader, MarkdownReader>()
        .AddSingleton<IDocumentReader, HtmlReader>()
        .AddSingleton<IDocumentReader, RstReader>()
        .AddSingleton<IDocumentReader, AsciiDocReader>()
        .AddSingleton<IDocumentReader, PlainTextReader>();
}
