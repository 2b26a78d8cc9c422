using SupportBot.Brands;
using SupportBot.Settings;

namespace SupportBot.Tests.Brands;

public sealed class BrandFilesTests : IDisposable
{
    private readonly string _brands = Directory.CreateTempSubdirectory("supportbot-brands").FullName;

    public BrandFilesTests()
    {
        Directory.CreateDirectory(Path.Combine(_brands, "acme"));
        foreach (var file in Directory.GetFiles(Path.Combine(Testing.SharedData.RepositoryRoot, "brands", "default")))
            File.Copy(file, Path.Combine(_brands, "acme", Path.GetFileName(file)));
    }

    [Fact]
    public void A_copy_of_the_default_brand_is_read() => Assert.Equal(["de", "en"], Read().Texts.Keys.Order());

    [Fact]
    public void A_missing_text_is_named_with_its_file()
    {
        Edit("texts.de.yaml", "  retry:", "  # retry:");
        AssertStops("texts.de.yaml, line", "'retry'");
    }

    [Fact]
    public void An_unknown_text_is_named_with_its_file_and_line()
    {
        Edit("texts.en.yaml", "  retry:", "  retrry: \"Again\"\n  retry:");
        AssertStops("texts.en.yaml, line", "'retrry'");
    }

    [Theory]
    [InlineData("#2457c5")] // YAML reads a comment.
    [InlineData("\"blue\"")]
    public void A_colour_that_is_none_says_how_to_write_it(string color)
    {
        Edit("brand.yaml", "\"#2457c5\"", color);
        AssertStops("brand.yaml: color must look like \"#2457c5\", in quotes.");
    }

    [Fact]
    public void A_brand_without_English_texts_says_where_to_take_them()
    {
        File.Delete(Path.Combine(_brands, "acme", "texts.en.yaml"));
        AssertStops("has no texts.en.yaml", "copy them from brands/default");
    }

    [Fact]
    public void A_brand_may_have_prompts_of_its_own()
    {
        var shipped = Read().Prompts;
        WritePrompt("write.md", "You are {bot}, and terse.");
        var own = Read().Prompts;
        Assert.NotEqual(shipped.Write.Version, own.Write.Version);
        Assert.Equal(shipped.Understand.Version, own.Understand.Version);
    }

    [Fact]
    public void A_prompt_with_an_unknown_placeholder_is_named()
    {
        WritePrompt("write.md", "You are {brand}.");
        AssertStops("write.md has the placeholder {brand}", "{bot}");
    }

    [Fact]
    public void A_brand_may_have_examples_of_what_its_customers_say()
    {
        WriteIntents("[human]\n(my|the) concierge [please]\n[question]\nlive agent\n");
        var intents = Read().Intents;
        Assert.Equal(
            ["human", null, "human"],
            new[] { "The concierge, please!", "live agent", "I want a real person" }.Select(
                text => intents.TalkOf(text)?.Topic));
    }

    [Theory]
    [InlineData("[humans]\nmy concierge", "[humans] is none of human, staff")]
    [InlineData("[human]\n(my|the concierge", "A \")\" is missing")]
    [InlineData("[human]\n{somebody} there", "There is no list {somebody}")]
    [InlineData("[human]\nmy) concierge", "a bracket too many")]
    public void A_malformed_example_is_named(string intents, string problem)
    {
        WriteIntents(intents);
        AssertStops("intents.en.txt", problem);
    }

    [Fact]
    public void A_brand_may_have_synonyms()
    {
        Assert.Empty(Read().Synonyms.Rules);
        WriteSynonyms("# ours\n2fa = two-factor authentication\n");
        Assert.Equal("2fa, two-factor authentication", Assert.Single(Read().Synonyms.Rules).ToString());
    }

    [Theory]
    [InlineData("pwd = password\nsso", "line 2: write two terms or more")]
    [InlineData("a = !!", "line 1: '!!' has no word.")]
    [InlineData("a = b\n\nA = a", "line 3: 'A' is there twice.")]
    [InlineData("a=b=c=d=e=f=g=h=i", "line 1: a rule has at most 8 terms.")]
    public void A_malformed_synonym_is_named_with_its_line(string synonyms, string problem)
    {
        WriteSynonyms(synonyms);
        Assert.Contains(
            $"synonyms.txt, {problem}", Assert.Throws<SettingsException>(Read).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_brands, recursive: true);

    private Brand Read() => BrandFiles.Read(new BrandOptions { Path = _brands, Name = "acme" });

    private void WriteSynonyms(string text) => File.WriteAllText(Path.Combine(_brands, "acme", "synonyms.txt"), text);

    private void WriteIntents(string text) => File.WriteAllText(Path.Combine(_brands, "acme", "intents.en.txt"), text);

    private void WritePrompt(string name, string text) =>
        File.WriteAllText(
            Path.Combine(Directory.CreateDirectory(Path.Combine(_brands, "acme", "prompts")).FullName, name), text);

    private void Edit(string file, string old, string changed)
    {
        var path = Path.Combine(_brands, "acme", file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
    }

    private void AssertStops(params string[] words)
    {
        var e = Assert.Throws<SettingsException>(Read);
        Assert.All(words, word => Assert.Contains(word, e.Message, StringComparison.Ordinal));
    }
}
