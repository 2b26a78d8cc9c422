using SupportBot.Channels.Teams;

namespace SupportBot.Tests.Channels.Teams;

public sealed class TeamsMarkdownTests
{
    [Fact]
    public void Rows_of_a_table_become_items_that_their_first_cell_names()
    {
        const string table =
            "Settings:\n\n| Setting | Default | Bedeutung |\n| --- | :---: | --- |\n| `Server:Url` | `a|b` | Wo gehört "
                + "wird |\n| **Data** |  | Ordner \\| Pfad |\n\n[1]";
        Assert.Equal(
            "Settings:\n\n- **`Server:Url`**: Default: `a|b`; Bedeutung: Wo gehört wird\n- **Data**: Bedeutung: Ordner "
                + "\\| Pfad\n\n[1]",
            TeamsMarkdown.From(table));
    }

    [Fact]
    public void The_second_of_two_columns_needs_no_name() =>
        Assert.Equal(
            "- **Key**: Value\n- Rest", TeamsMarkdown.From("| A | B |\n|---|---|\n| Key | Value |\n|  | Rest |"));

    [Theory]
    [InlineData("```\n| A | B |\n|---|---|\n| 1 | 2 |\n```\nafter")]
    [InlineData("| one line that is no table")]
    [InlineData("| A | B |\n| 1 | 2 |")]
    [InlineData("1. a\n2. b\n\n````md\n```\nx\n```\n````")]
    public void What_is_no_table_stays_as_it_is(string text) => Assert.Equal(text, TeamsMarkdown.From(text));

    [Theory]
    [InlineData("Intro.\n\n| A | B |\n|---|---|\n| 1 | 2", "Intro.")]
    [InlineData("Intro.\n\n| A", "Intro.")]
    [InlineData("Intro.\n\n```sh\nrun. it", "Intro.")]
    [InlineData("Intro.\n\n```sh\nrun. it\n```\n\n[1]", "Intro.\n\n```sh\nrun. it\n```\n\n[1]")]
    [InlineData("Intro. [1] More", "Intro. [1] More")]
    public void A_table_or_code_block_is_shown_once_it_is_whole(string text, string shown) =>
        Assert.Equal(shown, TeamsMarkdown.StablePrefix(text));

    [Fact]
    public void Whatever_is_shown_while_a_text_grows_stays_at_its_start()
    {
        const string text =
            "Erst. [1]\n\n| A | B |\n|---|---|\n| 1. a | 2: b |\n| 3 | 4 |\n\n[2]\n\n```\n| x. y |\n```\n\n[3] Ende.";
        var shown = Enumerable
            .Range(0, text.Length + 1)
            .Select(length => TeamsMarkdown.StablePrefix(text[..length]))
            .ToList();
        Assert.All(
            shown.Zip(shown.Skip(1)), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.All(shown, part => Assert.StartsWith(part, TeamsMarkdown.From(text), StringComparison.Ordinal));
    }
}
