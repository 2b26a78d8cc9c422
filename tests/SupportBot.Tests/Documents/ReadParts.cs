using System.Text;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Documents;

/// <summary>What a reader makes of a small file, on one line.</summary>
internal static class ReadParts
{
    /// <summary>
    /// Headings in brackets, then blocks, each with its kind unless it is a paragraph, and its admonition if any:
    /// <c>[Start]|Text.|List: - a|Warning: Hot.</c>
    /// </summary>
    public static string Of(IDocumentReader reader, string content) =>
        string.Join('|', Document(reader, content).Sections.SelectMany(Parts));

    public static Document Document(IDocumentReader reader, string content) =>
        Assert.IsType<ReadResult.Read>(Read(reader, content)).Document;

    public static ReadResult Read(IDocumentReader reader, string content) => reader.Read(
        new SourceFile($"page{reader.Extensions[0]}", Encoding.UTF8.GetBytes(content), "hash", new DocumentDefaults()));

    /// <summary>Reads hostile content and says how long it took.</summary>
    public static TimeSpan TimeOf(IDocumentReader reader, string content)
    {
        var start = TimeProvider.System.GetTimestamp();
        Read(reader, content);
        return TimeProvider.System.GetElapsedTime(start);
    }

    private static IEnumerable<string> Parts(Section section)
    {
        if (section.HeadingPath.Count > 0) yield return $"[{section.HeadingPath[^1]}]";
        foreach (var block in section.Blocks)
            yield return (block.Admonition == Admonition.None ? "" : $"{block.Admonition}: ")
                + (block.Kind == BlockKind.Paragraph ? "" : $"{block.Kind}: ") + block.Markdown;
    }
}
