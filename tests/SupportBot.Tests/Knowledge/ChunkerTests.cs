using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class ChunkerTests
{
    [Fact]
    public void A_long_section_is_split_between_blocks_into_parts_of_about_equal_length()
    {
        var texts = Split([.. Enumerable.Range(0, 8).Select(i => Words(50, $"p{i}-"))]);
        Assert.Equal([200, 200], texts.Select(Count));
    }

    [Fact]
    public void A_long_list_is_split_between_its_items()
    {
        var list = string.Join(
            '\n',
            Enumerable.Range(0, 20).Select(i => $"- item {Words(10, $"i{i}-")}\n  continued {Words(10, $"c{i}-")}"));
        var texts = Split([list]);
        Assert.True(texts.Count > 1);
        Assert.All(texts, text => Assert.StartsWith("- item", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.InRange(Count(text), 1, Chunker.MostWords));
        Assert.Equal(list, string.Join('\n', texts));
    }

    [Fact]
    public void Each_part_of_a_long_table_has_its_head_and_of_long_code_its_fence()
    {
        var table =
            "| K | V |\n|---|---|\n" + string.Join('\n', Enumerable.Range(0, 100).Select(i => $"| k{i} | v{i} |"));
        var code = "```sh\n" + string.Join('\n', Enumerable.Range(0, 200).Select(i => $"run step {i}")) + "\n```";
        Assert.All(
            Split([table]), text => Assert.StartsWith("| K | V |\n|---|---|\n| k", text, StringComparison.Ordinal));
        Assert.All(Split([code]), text => Assert.Matches(@"^```sh\nrun step \d+\n[\s\S]*\n```$", text));
        Assert.Equal(200, Split([code]).Sum(text => text.Split('\n').Length - 2));
    }

    [Fact]
    public void A_long_paragraph_is_split_between_sentences()
    {
        var texts = Split([
            string.Join(' ', Enumerable.Range(0, 60).Select(i => $"This is sentence number {i} of it.")),]);
        Assert.All(texts, text => Assert.Matches(@"^This is.* of it\.$", text));
    }

    [Fact]
    public void A_long_section_without_blanks_is_split_between_sentences_into_parts_of_a_size_to_read()
    {
        var texts = Split([string.Concat(Enumerable.Range(0, 60).Select(i => $"これは長い節の第{i}番目の文であり、空白を含みません。"))]);
        Assert.All(texts, text => Assert.Matches("^これは.*。$", text));
        Assert.All(texts, text => Assert.InRange(text.Length, 300, 600));
    }

    [Fact]
    public void Pictures_and_relative_links_do_not_travel()
    {
        var texts = Split([
            "![Screen](a.png)", "See [this page](../a/b.md#c) and [that `site`](https://x.test/a) ![Icon](i.png)now.",
            "`[code](a.md)`",]);
        Assert.Equal("See this page and [that `site`](https://x.test/a) now.\n\n`[code](a.md)`", Assert.Single(texts));
    }

    private static List<string> Split(string[] blocks) => [.. Chunker.Split(new Document(
                        "a.md",
                        "A",
                        "/docs/a.md",
                        Audience.Public,
                        "en",
                        "hash",
                        [new Section([], "", [.. blocks.Select(block => new TextBlock(block))])]))
                .Chunks.Select(chunk => chunk.Text),
        ];

    private static string Words(int count, string prefix) =>
        string.Join(' ', Enumerable.Range(0, count).Select(i => prefix + i));

    private static int Count(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
