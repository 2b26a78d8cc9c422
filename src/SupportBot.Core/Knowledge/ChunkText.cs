using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SupportBot.Core.Knowledge;

internal static class ChunkText
{
    // Without pictures. Links relative to the document are reduced to their label, since a chunk is read outside its
    // document.
    public static string Of(string block)
    {
        if (!block.Contains("](", StringComparison.Ordinal)) return block;
        var edits = new TextEdits();
        foreach (var link in Markdown.Parse(block, MarkdownSyntax.Pipeline).Descendants<LinkInline>())
            if (link.IsImage) edits.Replace(link.Span.Start, EndOfPicture(link, block), "");
            else if (!Uri.IsWellFormedUriString(link.Url, UriKind.Absolute)) Unlink(link, edits);
        return edits.Apply(block, 0, block.Length).Trim('\n', ' ');
    }

    // Titles of tabs, cards and steps are single lines in bold.
    public static bool IsBold(string paragraph) =>
        paragraph.Length > 4 && paragraph.StartsWith("**", StringComparison.Ordinal)
        && paragraph.IndexOf("**", 2, StringComparison.Ordinal) == paragraph.Length - 2;

    // Also removes one of the spaces around a picture.
    private static int EndOfPicture(LinkInline picture, string block)
    {
        var (start, end) = (picture.Span.Start, picture.Span.End + 1);
        return start > 0 && block[start - 1] == ' ' && end < block.Length && block[end] == ' ' ? end + 1 : end;
    }

    private static void Unlink(LinkInline link, TextEdits edits)
    {
        edits.Replace(link.Span.Start, link.Span.Start + 1, "");
        edits.Replace(EndOfLabel(link), link.Span.End + 1, "");
    }

    private static int EndOfLabel(LinkInline link) =>
        link.LastChild is { } last ? last.Span.End + 1 : link.Span.Start + 1;
}
