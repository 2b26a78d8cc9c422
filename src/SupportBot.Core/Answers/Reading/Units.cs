using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using SupportBot.Core.Language;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Reading;

/// <summary>Takes a passage apart into units.</summary>
internal static partial class Units
{
    public static IReadOnlyList<Unit> Of(Chunk chunk)
    {
        var parts = Markdown.Parse(chunk.Text, MarkdownSyntax.Pipeline).SelectMany((block, i) => Parts(chunk, block, i))
            .Where(part => part.Claim.Text.Length > 0 && !Navigation().IsMatch(part.Claim.Text));
        return [.. parts.Select(
            (part, i) => new Unit(part.Claim, i, new WordSet(part.Claim.Text, chunk.Language), part.IsStep))];
    }

    private static IEnumerable<(Claim Claim, bool IsStep)> Parts(Chunk chunk, Block block, int index) => block switch
    {
        ParagraphBlock => Sentences(chunk, block, index).Select(claim => (claim, false)),
        QuoteBlock quote => quote.SelectMany(inner => Parts(chunk, inner, index)),
        ListBlock list => list.OfType<ListItemBlock>()
            .Select((item, i) => (Item(chunk, list, item, i, index), list.IsOrdered)),
        Table table => table.OfType<TableRow>().Skip(1).Select(row => (Row(chunk, table, row, index), false)),
        CodeBlock code =>
            [(new Claim(chunk, Slice(chunk, block), CleanMarkdown.Code(code), ClaimShape.Code, index), false)],
        _ => [],
    };

    private static IEnumerable<Claim> Sentences(Chunk chunk, Block block, int index)
    {
        var paragraph = Slice(chunk, block);
        return from span in Reading.Sentences.In(paragraph)
               let quote = paragraph[span.Start..span.End]
               select new Claim(chunk, quote, CleanMarkdown.Sentence(quote), ClaimShape.Sentence, index);
    }

    private static Claim Item(Chunk chunk, ListBlock list, ListItemBlock item, int number, int index) =>
        new(chunk, Slice(chunk, item), CleanMarkdown.Item(list, item, number), ClaimShape.Item, index);

    private static Claim Row(Chunk chunk, Table table, TableRow row, int index) =>
        new(chunk, Slice(chunk, row), CleanMarkdown.Row(row), ClaimShape.Row,
            index) { Head = CleanMarkdown.Head(table) };

    private static string Slice(Chunk chunk, Block block) =>
        chunk.Text.Substring(block.Span.Start, Math.Min(block.Span.Length, chunk.Text.Length - block.Span.Start));

    /// <summary>Sentences that lead elsewhere and answer nothing.</summary>
    [GeneratedRegex(
        @"^(see .{1,100}|(please )?(see|refer to|read|check out|visit|have a look at|take a look at) (the|also|our"
            + @"|below|above|this|here|more|how|page|section)\b.*|(for|find) (more|further|additional) (information"
            + @"|details|info)\b.*|(this|the following) (page|section|chapter|article|document) (describes|explains"
            + @"|covers|shows|lists|contains|provides|is about|outlines)\b.*|(siehe|mehr (dazu|informationen)"
            + @"|weitere (informationen|details)|diese seite (beschreibt|erklärt))\b.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Navigation();
}
