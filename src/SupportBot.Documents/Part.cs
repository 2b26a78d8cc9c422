namespace SupportBot.Documents;

/// <summary>What a document is made of, in reading order, whatever format it is read from.</summary>
internal abstract record Part
{
    /// <param name="Level">1 to 6.</param>
    /// <param name="Text">Plain text.</param>
    /// <param name="Id">The anchor that the document gives the heading; null for the slug of its text; empty for none.</param>
    public sealed record Heading(int Level, string Text, string? Id) : Part;

    /// <param name="Markdown">One paragraph, list, table, quote or piece of code.</param>
    public sealed record Block(string Markdown) : Part;
}
