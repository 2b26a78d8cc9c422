namespace SupportBot.Tests.Cli;

public sealed class VoiceCheckTests
{
    [Fact]
    public async Task What_breaks_the_rules_is_reported_like_a_linter_does()
    {
        using var program = new Program();
        var file = program.Write(
            "note.md", "You are right.\n\nYou utilize `utilize`, which is obviously world-class!! Good!\n");
        var outcome = await program.RunAsync("voice", "check", file);
        Assert.Equal(1, outcome.ExitCode);
        string[] expected =
        [
            $"{file}:1:1: warning exclamationMarks: Found 3 in one text, at most 1 may be.",
            $"{file}:3:5: warning lexicon: Write 'use' instead of 'utilize'.",
            $"{file}:3:33: error forbidden: Don't write 'obviously'.",
            $"{file}:3:43: error forbidden: Don't write 'world-class'.",
        ];
        Assert.Equal(expected, outcome.Output.Split('\n').Take(expected.Length));
        Assert.Contains("4 found in ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_text_has_no_findings()
    {
        using var program = new Program();
        var outcome = await program.RunAsync("voice", "check", "Open your settings, then choose a time zone.");
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("0 found in 8 words (en)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_places_and_the_language()
    {
        using var program = new Program();
        var outcome = await program.RunAsync("voice", "check", "Wir sind zeitnah für Sie da und helfen.", "--json");
                Assert.Equal("de", outcome.Json.GetProperty("language").GetString());
        var found = Assert.Single(outcome.Json.GetProperty("found").EnumerateArray());
        Assert.Equal("zeitnah", found.GetProperty("match").GetString());
    }
}
