using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Html;
using SupportBot.Documents.Markdown;

namespace SupportBot.Documents;

public static class DocumentReaders
{
    /// <summary>
    /// Readers for Markdown (<c>.md</c>, <c>.markdown</c>, <c>.mdx</c>) and HTML (<c>.html</c>, <c>.htm</c>).
    /// </summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddSingleton<IDocumentReader, MarkdownReader>()
        .AddSingleton<IDocumentReader, HtmlReader>();
}
