using SupportBot.Core.Answers.Checking.Drafts;

namespace SupportBot.Tests.Answers.Checking;

public sealed class DraftReaderTests
{
    [Theory]
    [InlineData("One. Two [1]. Three? [2] Four.", "One.|Two [1].|Three? [2]|Four.")]
    [InlineData("Use e.g. Linux [1]. Yes. It works [2].", "Use e.g. Linux [1].|Yes. It works [2].")]
    [InlineData("One.[1] Two.【2†s】 `a.[3] b` three.¹ Four", "One.[1]|Two.【2†s】|`a.[3] b` three.¹|Four")]
    [InlineData("- One. Two [1]\n- Three\n", "One. Two [1]|Three")]
    [InlineData("```\na. B\n```\nThen.", "```\na. B\n```|Then.")]
    [InlineData("In 2020. Then `x. Y` ends.", "In 2020.|Then `x. Y` ends.")]
    [InlineData("開きます。[1]保存します [1]。「はい。」を選ぶ。 [2] 終わり。", "開きます。[1]|保存します [1]。|「はい。」を選ぶ。 [2]|終わり。")]
    public void A_draft_is_taken_apart(string draft, string parts)
    {
        var reader = new DraftReader();

        DraftPart[] read = [.. reader.Feed(draft), .. reader.End()];

        Assert.Equal(parts.Split('|'), read.Select(part => part.Body));
        Assert.Equal(draft.TrimEnd(), string.Concat(read.Select(part => part.Lead + part.Body)));
    }

    [Fact]
    public void A_sentence_without_blanks_is_given_out_before_its_line_ends()
    {
        var reader = new DraftReader();

        Assert.Equal("開きます。[1]", Assert.Single(reader.Feed("開きます。[1]次に保存")).Body);
    }

    [Theory]
    [InlineData(
        "| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\nThen.",
        new[] { "| A | B |\n| --- | --- |\n| 1 | 2 |", "| 3 | 4 |", "Then." })]
    [InlineData("| A |\n| B |\n", new[] { "| A |", "| B |" })]
    public void The_head_of_a_table_comes_with_its_first_row(string draft, string[] parts)
    {
        var reader = new DraftReader();

        DraftPart[] read = [.. draft.SelectMany(character => reader.Feed($"{character}")), .. reader.End()];

        Assert.Equal(parts, read.Select(part => part.Body));
    }

    [Theory]
    [InlineData("Two [1, 2] and [3][4].", new[] { 1, 2, 3, 4 })]
    [InlineData("These [5]:", new[] { 5 })]
    [InlineData("A [5](https://a.test).", new int[0])]
    [InlineData("[6]: x.", new int[0])]
    [InlineData("Use `items[7]` or ``a[8]`` [9].", new[] { 9 })]
    public void Markers_are_numbers_in_brackets_that_are_no_link(string body, int[] markers) =>
        Assert.Equal(markers, new DraftPart("", body, DraftShape.Sentence).Markers);

    [Fact]
    public void A_fence_is_never_so_far_in_that_it_is_none()
    {
        var reader = new DraftReader();

        var code = Assert.Single(reader.Feed("\n      ```\n<b>\n```\n"));

        Assert.Equal("\n   ", code.Lead);
    }
}
