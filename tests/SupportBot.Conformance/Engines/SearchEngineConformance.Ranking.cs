using SupportBot.Core.Knowledge;

namespace SupportBot.Conformance.Engines;

public abstract partial class SearchEngineConformance
{
    [Fact]
    public async Task An_empty_index_finds_nothing_and_stands_at_position_zero()
    {
        var hits = await Search(new SearchRequest("anything", Some.Customers, Some.Vector(1, 0), Some.Model));
        Assert.Empty(hits.Bm25);
        Assert.Empty(hits.Vector);
        Assert.Equal(0, (await State()).Position);
        Assert.Null((await State()).ModelHash);
    }

    [Fact]
    public async Task The_chunk_with_the_rarer_words_comes_first()
    {
        await Add(Some.Document("a.md", "Backups run every night."),
            Some.Document("b.md", "Restore a backup from the encrypted archive."),
            Some.Document("c.md", "Every night the archive grows."));
        Assert.Equal("b.md#0", (await Words("How do I restore an encrypted backup?"))[0]);
    }

    [Fact]
    public async Task One_word_of_the_question_is_enough_and_more_words_are_better()
    {
        await Add(
            Some.Document("one.md", "printer manual pages"), Some.Document("two.md", "printer paper pages"),
            Some.Document("none.md", "network cable"));
        Assert.Equal(["two.md#0", "one.md#0"], await Words("printer paper"));
    }

    [Fact]
    public async Task Another_word_counts_more_than_the_same_word_again()
    {
        await Add(
            Some.Document("again.md", "printer printer printer printer"),
            Some.Document("both.md", "printer scanner copier plotter"));
        Assert.Equal("both.md#0", (await Words("printer scanner"))[0]);
    }

    [Fact]
    public async Task A_shorter_text_wins_at_an_equal_match()
    {
        var filler = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"filler{i}"));
        await Add(Some.Document("a-long.md", $"toner {filler}"), Some.Document("b-short.md", "toner low"));
        Assert.Equal(["b-short.md#0", "a-long.md#0"], await Words("toner"));
    }

    [Fact]
    public async Task Lengths_are_told_apart_to_the_token()
    {
        var texts = Enumerable
            .Range(20, 12)
            .Reverse()
            .Select(length => $"toner {string.Join(' ', Enumerable.Range(0, length).Select(i => $"w{i}"))}")
            .ToArray();
        await Add(Some.Document("a.md", texts));
        Assert.Equal(Enumerable.Range(0, 12).Reverse().Select(i => $"a.md#{i}"), await Words("toner"));
    }

    [Theory]
    [InlineData("reset the device", "")]
    [InlineData("", "Maintenance › Reset the device")]
    public async Task Title_and_headings_are_searched_and_count_on_top_of_the_text(string title, string section)
    {
        await Add(
            Some.Of(Some.Chunk("a-text.md", "Reset it with the button at the back.")),
            Some.Of(Some.Chunk("b-both.md", "Reset it with the button at the back.", title: title, section: section)),
            Some.Of(Some.Chunk("c-only.md", "Press the button.", title: title, section: section)),
            Some.Of(Some.Chunk("d-none.md", "Press the button.")));
        var found = await Words("reset");
        Assert.Equal("b-both.md#0", found[0]);
        Assert.Equal(["a-text.md#0", "b-both.md#0", "c-only.md#0"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Equal_scores_are_ordered_by_chunk_id()
    {
        string[] ids = ["b.md", "a.md", "a b.md", "B.md", "aa.md", "ä.md"];
        await Add([.. ids.Select(id => Some.Document(id, "same words here").With(Some.Vector(1, 1)))]);
        var expected = ids.Select(id => $"{id}#0").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(expected, await Words("same"));
        Assert.Equal(expected, await Near(Some.Model, 1, 0));
        Assert.Equal(expected[..3], await Words("same", top: 3));
    }

    [Fact]
    public async Task Scores_of_words_are_positive_and_fall()
    {
        await Add(Some.Document("a.md", "alpha beta", "alpha", "alpha beta gamma", "beta beta gamma", "delta"));
        var scores = (await Search(new SearchRequest("alpha beta gamma", Some.Customers)))
            .Bm25.Select(hit => hit.Score)
            .ToArray();
        Assert.Equal(4, scores.Length);
        Assert.All(scores, score => Assert.True(score > 0));
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task No_leg_returns_more_than_was_asked_for(int top)
    {
        await Add([
            .. Enumerable.Range(0, 20).Select(i => Some.Document($"{i}.md", "same words").With(Some.Vector(1, i))),]);
        var hits = await Search(new SearchRequest("words", Some.Customers, Some.Vector(1, 0), Some.Model, Top: top));
        Assert.Equal(top, hits.Bm25.Count);
        Assert.Equal(top, hits.Vector.Count);
    }
}
