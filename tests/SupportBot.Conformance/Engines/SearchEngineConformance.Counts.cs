namespace SupportBot.Conformance.Engines;

public abstract partial class SearchEngineConformance
{
    [Fact]
    public async Task Words_are_counted_by_chunks_and_by_their_stems()
    {
        await Add(
            Some.Document("a.md", "Backups run nightly. A backup is a backup.", "Restore the backup", "Network"),
            Some.Document("b.md", "Nightly builds"));
        await Counts(4, [("backup", 2), ("backups", 2), ("nightly", 2), ("network", 1), ("unheard", 0)]);
    }

    [Fact]
    public async Task A_word_counts_in_the_field_that_has_it_most_often()
    {
        await Add(
            Some.Of(
                Some.Chunk("a.md", "alpha", 0, title: "guide", section: "setup"),
                Some.Chunk("a.md", "alpha guide", 1, title: "guide", section: "setup")),
            Some.Of(Some.Chunk("b.md", "setup", title: "other", section: "")));
        await Counts(3, [("guide", 2), ("setup", 2), ("alpha", 2), ("other", 1)]);
    }

    [Fact]
    public async Task A_stop_word_counts_as_everywhere_and_so_does_a_string_without_words()
    {
        await Add(Some.Document("a.md", "one", "two"), Some.Document("b.md", "three"));
        await Counts(3, [("the", 3), ("?!", 3), ("", 3), ("one", 1)]);
    }

    [Fact]
    public async Task A_word_that_is_taken_apart_counts_as_its_rarest_part()
    {
        await Add(Some.Document("a.md", "wi fi", "fi", "fi"));
        await Counts(3, [("wi-fi", 1)]);
    }

    [Fact]
    public async Task Languages_are_counted_apart()
    {
        await Add(
            Some.In("en", "en.md", "status report"), Some.In("de", "de.md", "Status"),
            Some.In("de", "de2.md", "Bericht"));
        await Counts(1, [("status", 1), ("bericht", 0)]);
        await Counts(2, [("status", 1), ("Berichte", 1), ("report", 0)], "de");
        await Counts(0, [("status", 0), ("the", 0)], "fr");
    }

    [Fact]
    public async Task What_is_replaced_or_deleted_is_counted_no_more()
    {
        await Add(Some.Document("a.md", "old", "old"), Some.Document("b.md", "old"), Some.Document("c.md", "old"));
        await Apply(Some.Changes(2, Some.Document("a.md", "new", "new")) with { Deleted = ["b.md"] });
        await Counts(3, [("old", 1), ("new", 2), ("the", 3)]);
    }

    private async Task Counts(long chunks, (string Word, long Count)[] words, string language = "en")
    {
        var counts = await Engine.CountAsync([.. words.Select(word => word.Word)], language, Token);
        Assert.Equal(words, words.Zip(counts.PerWord, (word, count) => (word.Word, count)));
        Assert.Equal(chunks, counts.Chunks);
    }
}
