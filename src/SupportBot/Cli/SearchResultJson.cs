using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Cli;

// Score is fused and only meaningful for ordering. Bm25 is 0 and Cosine null where that leg did not find the section.
// Snippet is the part of the text with the most query words.
internal sealed partial record SearchResultJson(
    int Rank, double Score, double Bm25, double? Cosine, string Title, string Section, string DocumentId, string Url,
    string Audience, string Language, string Snippet)
{
    private const int SnippetLength = 200;

    internal string Place => Section.Length > 0 ? $"{Title} › {Section}" : Title;

    public static SearchResultJson Of(int rank, Passage passage, string query) => new(
        rank, Math.Round(passage.Score, 4), Math.Round(passage.Bm25, 4),
        passage.Cosine is { } cosine ? Math.Round(cosine, 4) : null,
        passage.Chunk.Title, passage.Chunk.Section, passage.Chunk.DocumentId, passage.Chunk.Url,
        AudienceName.Of(passage.Chunk.Audience), passage.Chunk.Language, SnippetOf(passage.Chunk.Text, query));

    private static string SnippetOf(string markdown, string query)
    {
        var text = Spaces().Replace(Markdig.Markdown.ToPlainText(markdown, MarkdownSyntax.Pipeline), " ").Trim();
        var words = Word().Matches(query).Select(word => word.Value).Where(word => word.Length > 2).ToList();
        var start = Word()
            .Matches(text).Select(word => word.Index).Where(at => at == 0 || at + SnippetLength <= text.Length)
            .DefaultIfEmpty(0)
            .MaxBy(at => words.Count(word => text.AsSpan(at, Math.Min(SnippetLength, text.Length - at))
                .Contains(word, StringComparison.OrdinalIgnoreCase)));
        var end = Math.Min(start + SnippetLength, text.Length);
        return $"{(start > 0 ? "…" : "")}{text[start..end].TrimEnd()}{(end < text.Length ? "…" : "")}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
