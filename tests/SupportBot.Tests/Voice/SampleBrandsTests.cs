using System.Text.Json;
using SupportBot.Brands;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Voice;
using SupportBot.Core.Voice.Facts;
using SupportBot.Settings;

namespace SupportBot.Tests.Voice;

public sealed class SampleBrandsTests
{
    private static readonly string Brands = Path.Combine(AppContext.BaseDirectory, "brands");

    [Theory]
    [InlineData("default")]
    [InlineData("larkspur")]
    public void A_sample_brand_is_read_and_keeps_its_own_rules(string name)
    {
        var brand = BrandFiles.Read(new BrandOptions { Name = name, Path = Brands });
        var exemplars = brand.Voice.In("en").Exemplars;
        Assert.True(exemplars.Count >= 40, $"{exemplars.Count} exemplars");
        foreach (var text in exemplars)
            Assert.DoesNotContain(
                VoiceChecker.Check(text, brand.Voice, "en").Violations, found => found.Level > VoiceLevel.Suggestion);
    }

    [Fact]
    public void Rows_of_the_second_brand_say_only_what_their_passages_say()
    {
        var voice = VoiceFile.Read(Path.Combine(Brands, "larkspur", VoiceFile.Name));
        var rows = File.ReadLines(Path.Combine(Brands, "larkspur", "training", "rows.jsonl"))
            .Select(line => JsonSerializer.Deserialize<SampleRow>(line, JsonSerializerOptions.Web)!).ToList();
        Assert.True(rows.Count >= 60, $"{rows.Count} rows");
        Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct().Count());
        Assert.All(rows, row =>
        {
            Assert.All(row.Sources, source => Assert.Contains(
                source.Text, File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, source.Page)),
                StringComparison.Ordinal));
            Assert.Empty(FactGate.Check([.. row.Sources.Select(Passage)], row.Answer, row.Question, voice.In("en"))
                .Findings.Select(finding => $"{finding.Kind} {finding.Change}: {finding.Sentence}"));
            Assert.DoesNotContain(
                VoiceChecker.Check(row.Answer, voice, "en").Violations, found => found.Level > VoiceLevel.Suggestion);
        });
    }

    private static Chunk Passage(SampleSource source, int i) => new()
    {
        DocumentId = source.Page, Version = 1, Ordinal = i, Title = "", Section = source.Section,
        Url = $"https://docs.test/{source.Page}", Text = source.Text, Audience = Audience.Public, Language = "en",
    };

    private sealed record SampleRow(string Id, string Question, IReadOnlyList<SampleSource> Sources, string Answer);

    private sealed record SampleSource(string Page, string Section, string Text);
}
