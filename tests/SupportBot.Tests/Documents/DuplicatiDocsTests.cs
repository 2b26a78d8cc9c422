using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Markdown;

namespace SupportBot.Tests.Documents;

/// <summary>A whole real documentation, written for GitBook.</summary>
[NeedsSharedData]
public sealed partial class DuplicatiDocsTests
{
    [Fact]
    public void Every_page_is_read()
    {
        var rejected = Read().Where(pair => pair.Result is ReadResult.Rejected).ToList();
        Assert.Empty(rejected);
    }

    [Fact]
    public void No_tag_of_GitBook_or_HTML_is_left_in_a_chunk()
    {
        var chunks = Chunks();
        Assert.DoesNotContain(
            chunks.Select(chunk => chunk.Text), text => text.Contains("{%", StringComparison.Ordinal));
        Assert.DoesNotContain(chunks.Select(chunk => chunk.Section), section => section.Contains('¶'));
        var tags = chunks.Select(chunk => Markdig.Markdown.Parse(chunk.Text, MarkdownSyntax.Pipeline))
            .SelectMany(text => text.Descendants().Where(node => node is HtmlBlock or HtmlInline));
        Assert.Empty(tags);
    }

    [Fact]
    public void Tables_and_code_are_whole()
    {
        var chunks = Chunks();
        Assert.DoesNotContain(chunks.Select(chunk => chunk.Text), text => Fence().Count(text) % 2 == 1);
        var code = chunks
            .SelectMany(chunk =>
                Markdig.Markdown.Parse(chunk.Text, MarkdownSyntax.Pipeline).Descendants<FencedCodeBlock>())
            .Count();
        Assert.True(code > 300, $"{code} pieces of code");
    }

    [Fact]
    public void Chunks_are_of_a_size_to_be_cited()
    {
        var lengths = Chunks()
            .Select(chunk => chunk.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length)
            .Order()
            .ToList();
        Assert.True(lengths[^1] <= 2 * Chunker.MostWords, $"the longest has {lengths[^1]} words");
    }

    private static List<Chunk> Chunks() =>
        [
            .. Read()
                .Select(pair => pair.Result)
                .OfType<ReadResult.Read>()
                .SelectMany(read => Chunker.Split(read.Document).Chunks),
        ];

    private static IEnumerable<(string Id, ReadResult Result)> Read()
    {
        var source = new DocumentSource("docs", SharedData.Data("duplicati/docs"));
        var reader = new MarkdownReader();
        return source.Find(new HashSet<string> { ".md" })
            .Select(file =>
                (
                    file.Id,
                    reader.Read(new SourceFile(file.Id, File.ReadAllBytes(file.Path), "", new DocumentDefaults()))));
    }

    [GeneratedRegex("^\\s*(?:>\\s*)?```", RegexOptions.Multiline)]
    private static partial Regex Fence();
}
