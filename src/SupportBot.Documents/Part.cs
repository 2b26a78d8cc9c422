using SupportBot.Core.Knowledge;

namespace SupportBot.Documents;

/// <summary>What a document is made of, in reading order, whatever format it is read from.</summary>
internal abstract record Part
{
    /// <param name="Level">1 to 6.</param>
    /// <param name="Text">Plain text.</param>
    /// <param name="Id">
    /// The anchor that the document gives the heading; null for the slug of its text; empty for none.
    /// </param>
    public sealed record Heading(int Level, string Text, string? Id) : Part;

    /// <summary>One paragraph, list, table, quote or piece of code.</summary>
    public sealed record Content(TextBlock Block) : Part
    {
        public Content(string markdown, BlockKind kind = BlockKind.Paragraph, Admonition admonition = Admonition.None)
            : this(new TextBlock(markdown, kind, admonition))
        {
        }
    }

    /// <summary>The part as a block, as it stands within a list or quote.</summary>
    public string Markdown => this is Content text ? text.Block.Markdown : $"**{((Heading)this).Text}**";
}
