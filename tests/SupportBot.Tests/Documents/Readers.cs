using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Knowledge;
using SupportBot.Documents;

namespace SupportBot.Tests.Documents;

internal static class Readers
{
    /// <summary>The readers of all formats, as the product has them.</summary>
    public static IReadOnlyList<IDocumentReader> All { get; } =
        [.. new ServiceCollection().AddDocuments().BuildServiceProvider().GetServices<IDocumentReader>()];
}
