using SupportBot.Cli.Index;
using SupportBot.Settings;

namespace SupportBot.Tests.Cli;

public sealed class IndexCommandTests
{
    [Fact]
    public async Task The_embedded_index_shows_what_it_holds_and_is_made_anew()
    {
        using var program = new Program();
        program.Write("manual/kettle.md", "# Kettle\n\n## Descale\n\nPour in vinegar.\n\n## Fill\n\nUse cold water.");
        program.Write("manual/ofen.md", "---\nlanguage: de\n---\n# Ofen\n\nDer Ofen heizt.");
        await program.RunAsync("ingest", "manual");
        var rebuild = await program.RunAsync("index", "rebuild");
        Assert.Equal(
            (0, "The index is made anew, with 3 sections of 2 documents."), (rebuild.ExitCode, rebuild.Output.Trim()));

        var status = await program.RunAsync("index", "status", "--json");
        Assert.Equal(0, status.ExitCode);
        Assert.Equal("embedded", status.Json.GetProperty("engine").GetString());
        Assert.True(status.Json.GetProperty("isComplete").GetBoolean());
        Assert.Equal(["de 1/1", "en 2/2"], status.Json.GetProperty("languages").EnumerateArray()
                .Select(language =>
                    $"{language.GetProperty("language")} "
                        + $"{language.GetProperty("indexed")}/{language.GetProperty("known")}")
                .Order(StringComparer.Ordinal));
        Assert.Contains("2 of 2 in 'en'", (await program.RunAsync("index", "status")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("sweep")]
    [InlineData("synonyms")]
    public async Task What_only_a_cluster_has_is_kindly_refused(string verb)
    {
        using var program = new Program();
        await program.CreateDatabaseAsync();
        var refused = await program.RunAsync("index", verb);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"'index {verb}' is for an index in Elasticsearch", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_read_a_line_each_without_notes()
    {
        using var program = new Program();
        var file = program.Write(
            "synonyms.txt", "# Words of our customers\npwd, password\n\n  AC => air conditioning  \n");
        Assert.Equal(["pwd, password", "AC => air conditioning"], IndexSynonymsCommand.Read(file));
        var wrong = program.Write("wrong.txt", "pwd, password\npasscode\n");
        Assert.Contains(
            "wrong.txt, line 2: write two terms or more",
            Assert.Throws<SettingsException>(() => IndexSynonymsCommand.Read(wrong)).Message, StringComparison.Ordinal);
    }
}
