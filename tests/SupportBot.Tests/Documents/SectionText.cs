using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Documents;

internal static class SectionText
{
    /// <summary>The blocks of a section as they are written.</summary>
    public static IEnumerable<string> Texts(this Section section) => section.Blocks.Select(block => block.Markdown);
}
