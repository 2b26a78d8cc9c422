using Markdig;

namespace SupportBot.Core.Knowledge;

/// <summary>
/// The Markdown that documents are read as and their blocks are written in: CommonMark with pipe tables.
/// </summary>
public static class MarkdownSyntax
{
    /// <summary>Gives every node the exact place in the text that it stands for.</summary>
    public static MarkdownPipeline Pipeline { get; } = new MarkdownPipelineBuilder()
        .UsePipeTables().UsePreciseSourceLocation().Build();
}
