using System.CommandLine;
using SupportBot.Core.Voice.Training;
using SupportBot.Settings;

namespace SupportBot.Cli.Voice;

internal sealed class VoiceReviewCommand : DataCommand
{
    // Who reviewed, where the command line did.
    private const string Reviewer = "command line";

    private readonly Option<string[]> _accept = Ids("--accept", "Accept the row with this id; may be given often.");
    private readonly Option<string[]> _reject = Ids("--reject", "Reject the row with this id; may be given often.");
    private readonly Option<string?> _answer = CommonOptions.Text(
        "--answer", "FILE", "With one --accept: a file with the edited answer.");
    private readonly Option<bool> _list = CommonOptions.Flag("--list", "Show the rows without asking.");
    private readonly Option<int> _top = CommonOptions.Top("How many rows to show or ask for.", RowLimits.Rows);
    private readonly Option<bool> _json = CommonOptions.Json();

    public VoiceReviewCommand() : base("review",
        "Accept, edit or reject proposed training rows, one after the other in the terminal or by their ids. "
        + "Exit code 0: done; 1: a row does not exist or was changed meanwhile; 2: a setting or file is wrong.")
    {
        Add(_accept, _reject, _answer, _list, _top, _json);
        Validators.Add(result =>
        {
            if (result.GetValue(_answer) is not null && result.GetValue(_accept) is not { Length: 1 })
                result.AddError("--answer needs one --accept ID.");
        });
    }

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var rows = services.GetRequiredService<TrainingRowStore>();
        var (accept, reject) = (arguments.GetValue(_accept) ?? [], arguments.GetValue(_reject) ?? []);
        if (accept.Length + reject.Length > 0)
            return await DecideAsync(rows, accept, reject, arguments.GetValue(_answer), cancellationToken);
        var proposed = await rows.ListAsync(RowState.Proposed, arguments.GetValue(_top), cancellationToken);
        var checks = services.GetRequiredService<RowChecks>();
        if (arguments.GetValue(_json))
            JsonOutput.Print(new { rows = proposed.Select(row => RowText.Json(row, checks)) });
        else if (proposed.Count == 0) Terminal.WriteLine("No row waits for review.");
        else if (arguments.GetValue(_list) || !Terminal.IsAsked) Show(proposed, checks);
        else return await new RowReview(rows, checks, Reviewer).RunAsync(proposed, cancellationToken);
        return 0;
    }

    private static Option<string[]> Ids(string name, string description) => new(name)
    {
        Description = description, HelpName = "ID",
    };

    private static void Show(IReadOnlyList<TrainingRow> rows, RowChecks checks)
    {
        foreach (var row in rows) RowText.Show(row, checks);
        Terminal.WriteLine($"{rows.Count} rows wait. Accept or reject them: "
            + $"supportbot voice review --accept ID, supportbot voice review --reject ID");
    }

    private static async Task<int> DecideAsync(
        TrainingRowStore rows, string[] accept, string[] reject, string? file, CancellationToken cancellationToken)
    {
        var answer = file is null ? null : await AnswerAsync(file, cancellationToken);
        var failed = 0;
        foreach (var (id, state) in accept.Select(id => (id, RowState.Accepted))
            .Concat(reject.Select(id => (id, RowState.Rejected))))
            if (await rows.FindAsync(id, cancellationToken) is { } row
                && await rows.ReviewAsync(row, state, Reviewer, answer, cancellationToken))
                Terminal.WriteLine($"{id}: {state.ToString().ToLowerInvariant()}");
            else
            {
                Terminal.WriteError($"There is no row {id}, or it was changed meanwhile. List them: "
                    + $"supportbot voice review --list");
                failed++;
            }
        return failed > 0 ? 1 : 0;
    }

    private static async Task<string> AnswerAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file)) throw new SettingsException($"{file} does not exist. Check the path.");
        // A character has at most four bytes.
        var text = new FileInfo(file).Length <= 4L * RowLimits.Answer
            ? (await File.ReadAllTextAsync(file, cancellationToken)).ReplaceLineEndings("\n").Trim()
            : "";
        if (text.Length == 0 || RowLimits.ProblemOfAnswer(text) is not null)
            throw new SettingsException($"{file} must hold an answer of 1 to {RowLimits.Answer} characters.");
        return text;
    }
}
