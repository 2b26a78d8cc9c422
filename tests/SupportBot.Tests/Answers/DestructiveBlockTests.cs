using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Answers;

/// <summary>Commands and steps that delete something are shown at high confidence only, with their warning.</summary>
public sealed class DestructiveBlockTests
{
    [Theory]
    [InlineData("```bash\ngarden-cli purge --before 2024\n```")]
    [InlineData("```\n$ sudo rm -rf /var/garden\n```")]
    [InlineData("```sql\nDROP TABLE beds;\n```")]
    [InlineData("```\nC:\\> format d:\n```")]
    [InlineData("Run `garden-cli reset` to begin anew.")]
    [InlineData("Run `rsync --delete a b`.")]
    [InlineData("`purge-beds`")]
    [InlineData("Choose **Delete bed** in the menu.")]
    [InlineData("1. Open the shed.\n2. Remove the bed.", BlockKind.Procedure)]
    [InlineData("1. Öffnen Sie den Schuppen.\n2. Löschen Sie das Beet.", BlockKind.Procedure, "de")]
    [InlineData("Wählen Sie **Zurücksetzen**.", BlockKind.Paragraph, "de")]
    public void A_block_with_such_a_command_or_step_is_destructive(
        string markdown, BlockKind kind = BlockKind.Paragraph, string language = "en") =>
        Assert.True(DestructiveBlock.Is(new TextBlock(markdown, kind), language));

    [Theory]
    [InlineData("```bash\ndocker run --rm garden\n```")]
    [InlineData("```bash\n# delete nothing\ngarden-cli list --format json\n```")]
    [InlineData("```yaml\nreset: false\n```")]
    [InlineData("```json\n{ \"delete\": true }\n```")]
    [InlineData("Deleted beds are kept for a year; nobody can remove them earlier.")]
    [InlineData("1. Open the shed.\n2. Choose a bed, which does not delete it.", BlockKind.Procedure)]
    [InlineData("- Remove weeds.\n- Add water.", BlockKind.List)]
    public void Others_are_not(string markdown, BlockKind kind = BlockKind.Paragraph) =>
        Assert.False(DestructiveBlock.Is(new TextBlock(markdown, kind), "en"));

    [Fact]
    public async Task At_low_confidence_its_section_is_suggested()
    {
        using var library = await Library.OfAsync([.. Shop.English, Beds]);

        var answer = await library.AskAsync(
            "My uncle purges beds by raspberry sensors for zebras and giraffes in Norway");

        Assert.InRange(answer.Evidence.Confidence!.Value, 0.49, 0.59);
        Assert.Equal((AnswerKind.Suggested, "destructive"), (answer.Kind, answer.Evidence.Reason));
        Assert.Equal("beds.md", answer.Suggestions[0].DocumentId);
        Assert.DoesNotContain("garden-cli", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_high_confidence_it_is_shown_with_its_warning()
    {
        using var library = await Library.OfAsync([.. Shop.English, Beds]);

        var answer = await library.AskAsync("Purge garden beds with a command");

        Assert.Equal(AnswerKind.Answered, answer.Kind);
        Assert.Contains("garden-cli purge", answer.Text, StringComparison.Ordinal);
        Assert.Contains("cannot be undone", answer.Text, StringComparison.Ordinal);
    }

    private static Chunk Beds
    {
        get
        {
            TextBlock[] blocks =
            [
                new("This cannot be undone.", Admonition: Admonition.Warning),
                new("Beds are made of wood, and every one of them has a number of its own."),
                new("This command purges garden beds:\n\n```\ngarden-cli purge\n```", BlockKind.Code),
            ];
            return Shop.Page("beds.md", "Beds", "Purge", string.Join("\n\n", blocks.Select(block => block.Markdown)))
                with { Outline = Outline.Of(blocks) };
        }
    }
}
