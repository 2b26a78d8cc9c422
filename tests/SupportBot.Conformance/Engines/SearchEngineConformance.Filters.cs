using SupportBot.Core.Knowledge;

namespace SupportBot.Conformance.Engines;

public abstract partial class SearchEngineConformance
{
    [Fact]
    public async Task Customers_never_find_internal_chunks_and_agents_find_both()
    {
        await Add(
            Some.Internal("secret.md", "refund limit").With(Some.Vector(1, 0)),
            Some.Document("open.md", "refund policy").With(Some.Vector(0, 1)));
        var asked = new SearchRequest("refund limit", Some.Customers, Some.Vector(1, 0), Some.Model);
        await Finds(["open.md#0"], asked);
        await Finds(["secret.md#0", "open.md#0"], asked with { Audiences = Some.Agents });
        await Finds(["secret.md#0"], asked with { Audiences = new HashSet<Audience> { Audience.Internal } });
        await Finds([], asked with { Audiences = new HashSet<Audience>() });
    }

    [Fact]
    public async Task A_filter_that_leaves_few_chunks_still_finds_all_of_them()
    {
        var hidden = Enumerable
            .Range(0, 400)
            .Select(i => Some.Internal($"hidden{i}.md", "refund refund").With(Some.Vector(1, i / 1000f)));
        var shown = Enumerable
            .Range(0, 3)
            .Select(i => Some.Document($"shown{i}.md", $"refund and much else, point {i}").With(Some.Vector(i - 1, 1)));
        await Add([.. hidden, .. shown]);
        var hits = await Search(new SearchRequest("refund", Some.Customers, Some.Vector(1, 0), Some.Model, Top: 10));
        Assert.Equal(["shown0.md#0", "shown1.md#0", "shown2.md#0"], Ids(hits.Bm25).Order(StringComparer.Ordinal));
        Assert.Equal(["shown2.md#0", "shown1.md#0", "shown0.md#0"], Ids(hits.Vector));
    }

    [Fact]
    public async Task A_document_made_internal_is_gone_for_customers_at_once()
    {
        await Add(Some.Document("a.md", "refund").With(Some.Vector(1, 0)));
        await Apply(Some.Changes(2, Some.Internal("a.md", "refund").With(Some.Vector(1, 0))));
        await Finds([], new SearchRequest("refund", Some.Customers, Some.Vector(1, 0), Some.Model));
    }

    [Fact]
    public async Task The_language_filter_holds_in_both_legs()
    {
        await Add(
            Some.In("de", "de.md", "Router Status").With(Some.Vector(1, 0)),
            Some.In("en", "en.md", "Router status").With(Some.Vector(1, 0)));
        var asked = new SearchRequest("router", Some.Customers, Some.Vector(1, 0), Some.Model);
        await Finds(["de.md#0"], asked with { Language = "de" });
        await Finds(["en.md#0"], asked with { Language = "en" });
        await Finds([], asked with { Language = "fr" });
        await Finds(["de.md#0", "en.md#0"], asked);
    }

    [Fact]
    public async Task Words_of_a_language_do_not_weigh_on_those_of_another()
    {
        await Add([
            Some.In("en", "en.md", "status report"),
            .. Enumerable.Range(0, 20).Select(i => Some.In("de", $"{i}.md", "status bericht")),]);
        var alone = (await Search(new SearchRequest("status", Some.Customers, Language: "en"))).Bm25[0].Score;
        await Apply(Some.Deletion(2, [.. Enumerable.Range(0, 20).Select(i => $"{i}.md")]));
        Assert.Equal(
            alone, (await Search(new SearchRequest("status", Some.Customers, Language: "en"))).Bm25[0].Score, 1e-4f);
    }

    [Theory]
    [InlineData("en", "Restoring encrypted backups", "restored backup")]
    [InlineData("de", "Die Sicherungen werden täglich erstellt", "Sicherung")]
    [InlineData("de", "Größe der Häuser", "haus")]
    [InlineData("fr", "Les sauvegardes sont chiffrées", "sauvegarde")]
    [InlineData("es", "Las copias de seguridad", "copia")]
    [InlineData("ru", "Резервные копии создаются", "копия")]
    [InlineData("zh", "如何恢复加密的备份文件", "恢复备份")]
    [InlineData("ja", "バックアップを復元する方法", "復元")]
    [InlineData("ko", "백업을 복원하는 방법", "복원")]
    public async Task Words_are_found_in_other_forms_by_the_rules_of_their_language(
        string language, string text, string question)
    {
        await Add(Some.In(language, "a.md", text), Some.In(language, "b.md", "xyzzy"));
        Assert.Equal(["a.md#0"], await Words(question, language));
    }

    [Fact]
    public async Task A_stop_word_of_one_language_is_a_word_in_another()
    {
        await Add(Some.In("en", "en.md", "they die at night"), Some.In("de", "de.md", "die Nacht"));
        Assert.Equal(["en.md#0"], await Words("die"));
        Assert.Empty(await Words("die", "de"));
    }

    [Fact]
    public async Task A_language_without_an_analyzer_gets_its_words_as_they_are()
    {
        await Add(Some.In("sw", "sw.md", "Nakala rudufu za kila siku"), Some.In("xx", "xx.md", "blorp zint"));
        Assert.Equal(["sw.md#0"], await Words("NAKALA", "sw"));
        Assert.Equal(["xx.md#0"], await Words("what is blorp"));
    }

    /// <summary>Both legs find exactly these, in any order of equals.</summary>
    private async Task Finds(string[] expected, SearchRequest request)
    {
        var hits = await Search(request);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Ids(hits.Bm25).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Order(StringComparer.Ordinal), Ids(hits.Vector).Order(StringComparer.Ordinal));
    }
}
