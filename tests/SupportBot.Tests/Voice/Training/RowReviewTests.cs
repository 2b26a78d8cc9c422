using SupportBot.Cli.Voice;
using SupportBot.Core.Voice;
using SupportBot.Core.Voice.Training;

namespace SupportBot.Tests.Voice.Training;

[Collection("Console")]
public sealed class RowReviewTests
{
    [Fact]
    public async Task Each_row_is_accepted_edited_rejected_or_left_as_somebody_types()
    {
        await using var talks = await Talks.BeginAsync();
        var checks = new RowChecks(VoiceProfile.None, Talks.Redaction);
        await talks.Rows.AddAsync(
            [.. new[] { "1", "2", "3", "4", "5" }.Select(id => SomeRow.Of(id) with { State = RowState.Proposed })],
            Cancel);
        var rows = await talks.Rows.ListAsync(RowState.Proposed, cancellationToken: Cancel);
        var (input, output) = (System.Console.In, System.Console.Out);
        using StringReader typed = new("a\nx\ne\nJust pour in vinegar. [1]\n.\nr\ns\nq\n");
        using StringWriter said = new();
        try
        {
            System.Console.SetIn(typed);
            System.Console.SetOut(said);
            Assert.Equal(0, await new RowReview(talks.Rows, checks, "Ben").RunAsync(rows, Cancel));
        }
        finally
        {
            System.Console.SetIn(input);
            System.Console.SetOut(output);
        }
        Assert.Contains("2 accepted, 1 rejected.", said.ToString(), StringComparison.Ordinal);
        var reviewed = await talks.Rows.ListAsync(null, cancellationToken: Cancel);
        Assert.Equal(
            ["Accepted 1", "Accepted 2", "Rejected 1", "Proposed 1", "Proposed 1"],
            reviewed.Select(row => $"{row.State} {row.Revision}"));
        Assert.Equal(("Just pour in vinegar. [1]", "Ben"), (reviewed[1].Answer, reviewed[1].ReviewedBy));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
