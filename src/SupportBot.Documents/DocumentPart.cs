using SupportBot.Core.Knowledge;

namespace SupportBot.Documents;

internal abstract record DocumentPart
{
    // Id is the anchor in the document, null to derive it from the text, and empty for none.
    public sealed record Heading(int Level, string Text, string? Id) : DocumentPart;

    public sealed record Content(TextBlock Block) : DocumentPart
    {
        public Content(string markdown, BlockKind kind = BlockKind.Paragraph, Admonition admonition = Admonition.None)
            : this(new TextBlock(markdown, kind, admonition))
        {
        }
    }

    // The part as a block within a list or quote.
    public string Markdown => this is Content text ? text.Block.Markdown : $"**{((Heading)this).Text}**";
}
