using SupportBot.Core.Voice.Training;

namespace SupportBot.Cli.Voice;

// Asks for each row what to do with it, in the terminal.
internal sealed class RowReview(TrainingRowStore rows, RowChecks checks, string reviewer)
{
    private const string Question = "[a]ccept, [e]dit, [r]eject, [s]kip or [q]uit? ";

    public async Task<int> RunAsync(IReadOnlyList<TrainingRow> proposed, CancellationToken cancellationToken)
    {
        var (accepted, rejected) = (0, 0);
        foreach (var (i, row) in proposed.Index())
        {
            Terminal.WriteLine($"Row {i + 1} of {proposed.Count}");
            RowText.Show(row, checks);
            if (Ask() is not { } choice || choice == 'q') break;
            if (choice == 's') continue;
            var state = choice == 'r' ? RowState.Rejected : RowState.Accepted;
            var answer = choice == 'e' ? Edited() : null;
            if (choice == 'e' && answer is null) continue;
            if (!await rows.ReviewAsync(row, state, reviewer, answer, cancellationToken))
                Terminal.WriteError("The row was changed or erased meanwhile.");
            else if (state == RowState.Accepted) accepted++;
            else rejected++;
        }
        Terminal.WriteLine($"{accepted} accepted, {rejected} rejected. Check them: supportbot voice validate");
        return 0;
    }

    private static char? Ask()
    {
        while (true)
        {
            var line = Terminal.Ask(Question);
            if (line is null) return null;
            if (line.Trim().ToLowerInvariant() is [var first] && "aersq".Contains(first, StringComparison.Ordinal))
                return first;
        }
    }

    // Null if it is empty or too long.
    private static string? Edited()
    {
        Terminal.WriteLine("Write the whole answer, then a line with a dot alone. Empty: leave it for later.");
        List<string> lines = [];
        while (Terminal.Ask("> ") is { } line && line != ".") lines.Add(line);
        var text = string.Join('\n', lines).Trim();
        if (text.Length == 0) return null;
        if (RowLimits.ProblemOfAnswer(text) is not { } problem) return text;
        Terminal.WriteError(problem);
        return null;
    }
}
