using SupportBot.Core.Answers;
using SupportBot.Core.Conversations;

namespace SupportBot.Turns;

// One line per turn, which contains nothing that anyone wrote.
internal static partial class TurnLog
{
    public static void Ended(ILogger log, Turn turn, string type, Answer? answer, TimeSpan time)
    {
        if (!log.IsEnabled(LogLevel.Information)) return;
        var kind = answer is null ? type : $"{answer.Kind}";
        var steps = answer?.Milliseconds ?? new Timings(0, 0, 0);
        var models = string.Join(", ", (answer?.Trace.Calls ?? []).Select(call => call.Model).Distinct());
        var failed = answer?.Trace.Sentences.Count(sentence => !sentence.IsPassed) ?? 0;
        Ended(
            log, turn.ActivityId, kind, Math.Round(time.TotalMilliseconds, 1), Math.Round(steps.Understand, 1),
            Math.Round(steps.Search, 1), Math.Round(steps.Write, 1), models.Length > 0 ? models : "none", failed);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Turn {Turn}: {Kind} in {Milliseconds} ms (understand {Understand}, search {Search}, write {Write}), "
            + "model {Model}, {ChecksFailed} checks failed")]
    private static partial void Ended(
        ILogger log, string turn, string kind, double milliseconds, double understand, double search, double write,
        string model, int checksFailed);
}
