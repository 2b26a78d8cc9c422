using System.Text.Json;
using SupportBot.Core.Knowledge;

namespace SupportBot.Conformance.Engines;

public abstract partial class SearchEngineConformance
{
    [NeedsSharedData]
    [Fact]
    public async Task Naughty_strings_are_only_text_in_chunks_and_in_questions()
    {
        var naughty = JsonSerializer.Deserialize<string[]>(
            await File.ReadAllTextAsync(SharedData.Data("security/blns/blns.json"), Token))!;
        await Add([
            .. naughty.Select(
                (text, i) => Some.Of(Some.Chunk($"{i}.md", $"{text} marker", title: text, section: text))),]);
        Assert.Equal(naughty.Length, (await Words("marker", top: 1000)).Length);
        foreach (var text in naughty)
        {
            await Words(text);
            Assert.Equal(naughty.Length, (await Words($"marker {text}", top: 1000)).Length);
        }
    }

    [Theory]
    [InlineData(
        "title:secret AND NOT (apple~ OR \"x*\") +must -apple ^9 [a TO z] {b} \\ /re.*ge/ ? : ! && || <script> %_ '; "
            + "DROP"
    )]
    [InlineData("apple AND")]
    [InlineData("(((apple")]
    [InlineData("\"apple")]
    [InlineData("*:* apple")]
    [InlineData("-apple")]
    [InlineData("apple\\")]
    [InlineData("apple\0pie")]
    public async Task The_signs_of_query_languages_are_plain_text(string question)
    {
        await Add(Some.Document("a.md", "An apple a day"), Some.Document("b.md", "A pear a week"));
        Assert.Contains("a.md#0", await Words(question));
        Assert.DoesNotContain("b.md#0", await Words(question));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\u00a0\u3000")]
    [InlineData("?!… —")]
    [InlineData("the of and")]
    [InlineData("*:*")]
    public async Task A_question_without_words_finds_nothing_by_words_and_still_searches_vectors(string question)
    {
        await Add(Some.Document("a.md", "The words of the text and more").With(Some.Vector(1, 0)));
        var hits = await Search(new SearchRequest(question, Some.Customers, Some.Vector(1, 0), Some.Model));
        Assert.Empty(hits.Bm25);
        Assert.Equal(["a.md#0"], Ids(hits.Vector));
    }

    [Theory]
    [InlineData("\ud800 apple")]
    [InlineData("apple \udc00\ud83d")]
    [InlineData("apple 👩‍👩‍👧‍👦 🇩🇪")]
    [InlineData("apple \u202e\u0000\ufeff\uffff\u200b tree")]
    [InlineData("apple a\u0300\u0301\u0302\u0303 Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮")]
    public async Task Any_string_of_code_units_can_be_kept_and_asked(string text)
    {
        await Add(Some.Of(Some.Chunk("a.md", text, title: text, section: text)));
        Assert.Equal(["a.md#0"], await Words(text));
        Assert.Equal(["a.md#0"], await Words("apple"));
    }

    [Fact]
    public async Task A_very_long_question_is_answered_by_its_beginning()
    {
        await Add(Some.Document("a.md", "encrypted archive"), Some.Document("b.md", "filler1 filler2"));
        var question = $"encrypted archive {string.Join(' ', Enumerable.Range(3, 50_000).Select(i => $"filler{i}"))}";
        Assert.Equal(["a.md#0"], await Words(question));
        Assert.Equal("a.md#0", (await Words($"archive {string.Concat(Enumerable.Repeat("again ", 50_000))}"))[0]);
    }

    [Fact]
    public async Task A_chunk_may_be_very_long_or_empty_and_a_word_too()
    {
        var word = new string('x', 100_000);
        await Add(
            Some.Document("word.md", $"{word} apple"),
            Some.Document("long.md", string.Concat(Enumerable.Repeat("pear ", 200_000))),
            Some.Document("empty.md", "").With(Some.Vector(1, 0)));
        Assert.Equal(["word.md#0"], await Words($"{word} apple"));
        Assert.Equal(["long.md#0"], await Words("pear"));
        Assert.Equal(["empty.md#0"], await Near(Some.Model, 1, 0));
    }

    [Theory]
    [InlineData("Übersicht (2)/Teil #1 – „neu“.md")]
    [InlineData("指南/安装.md")]
    [InlineData("a b\t\"c\" 'd' \\e/../%20?.md")]
    [InlineData("UPPER.md")]
    public async Task Any_document_id_can_be_added_found_replaced_and_deleted(string id)
    {
        await Add(Some.Document(id, "first words").With(Some.Vector(1, 0)));
        await Apply(
            Some.Changes(2, Some.Document(id, "second words", "more words").With(Some.Vector(1, 0), Some.Vector(0, 1)))
        );
        Assert.Equal([$"{id}#0", $"{id}#1"], (await Words("words")).Order(StringComparer.Ordinal));
        await Engine.ReplaceVectorsAsync(Some.Vectors(Some.OtherModel, ($"{id}#1", Some.Vector(1, 0))), Token);
        Assert.Equal([$"{id}#1"], await Near(Some.OtherModel, 1, 0));
        await Apply(Some.Deletion(3, id));
        Assert.Empty(await Words("words"));
    }
}
