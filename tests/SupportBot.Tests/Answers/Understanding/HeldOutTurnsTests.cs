using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Tests.Answers.Understanding;

public sealed class HeldOutTurnsTests(ITestOutputHelper output)
{
    [Fact]
    public void The_turn_before_is_used_only_where_the_message_refers_to_it()
    {
        var wrong = HeldOut.Read("turns.txt").Where(turn => Borrows(turn) != (turn[0] != "alone")).ToList();
        output.WriteLine($"40 pairs: {wrong.Count(turn => turn[0] != "alone")} references missed, "
            + $"{wrong.Count(turn => turn[0] == "alone")} messages that stand alone took up the turn before");
        foreach (var turn in wrong) output.WriteLine($"  {string.Join(" | ", turn)}");
        Assert.True(wrong.Count <= 2, $"{wrong.Count} of 40 wrong");
    }

    private static bool Borrows(string[] turn)
    {
        var before = new PastTurn(
            turn[1], turn[0] == "asked-back" ? AnswerKind.Clarify : AnswerKind.Answered);
        return HeldOut.Understood(turn[2], before) is Understood.Search { Text: var text } && text != turn[2]
            && text.Length > turn[2].Length;
    }
}
