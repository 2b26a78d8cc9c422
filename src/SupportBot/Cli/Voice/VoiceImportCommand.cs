using System.CommandLine;
using SupportBot.Core.Voice.Training;

namespace SupportBot.Cli.Voice;

internal sealed class VoiceImportCommand : DataCommand
{
    // More would scroll the first ones away.
    private const int MostShown = 20;

    private readonly Argument<string> _file = new("FILE") { Description = "A file with one row a line, as JSON." };
    private readonly Option<bool> _accepted = CommonOptions.Flag(
        "--accepted", "The rows were reviewed before: take them as accepted.");

    public VoiceImportCommand() : base("import",
        "Read training rows from a file. Rows that are there already stay as they are; changed ones are replaced. "
        + "Exit code 0: imported; 1: a line is wrong, and nothing was imported; 2: the file or a setting is wrong.") =>
        Add(_file, _accepted);

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var file = arguments.GetValue(_file)!;
        var state = arguments.GetValue(_accepted) ? RowState.Accepted : RowState.Proposed;
        var content = TrainingRowFile.Read(file, state, services.GetRequiredService<TimeProvider>().GetUtcNow());
        var rows = services.GetRequiredService<TrainingRowStore>();
        var pages = await rows.PagesAsync(cancellationToken);
        var problems = content.Problems.Concat(Internal(content.Rows, pages)).ToList();
        if (problems.Count > 0) return Refuse(file, problems);
        var held = (await rows.CountAsync(cancellationToken)).Values.Sum();
        if (held + content.Rows.Count > RowLimits.Rows)
            return Refuse(file, [new(0, $"With {held} rows that are there it has more than {RowLimits.Rows}.")]);
        var added = await rows.AddAsync([.. content.Rows.Select(pages.WithTitles)], cancellationToken);
        Terminal.WriteLine($"{file}: {added} rows are new or changed, {content.Rows.Count - added} are unchanged.");
        if (state == RowState.Proposed && added > 0) Terminal.WriteLine("Review them: supportbot voice review");
        return 0;
    }

    private static IEnumerable<RowFileProblem> Internal(IReadOnlyList<TrainingRow> rows, KnownPages pages) =>
        rows.Where(row => row.Sources.Any(source => pages.IsInternal(source.Page))).Select(row => new RowFileProblem(
            0, $"Row {row.Id} rests on an internal document. Remove it: such rows are never trained on."));

    private static int Refuse(string file, List<RowFileProblem> problems)
    {
        foreach (var problem in problems.Take(MostShown))
            Terminal.WriteError(problem.Line > 0
                ? $"{file}, line {problem.Line}: {problem.Message}"
                : $"{file}: {problem.Message}");
        if (problems.Count > MostShown) Terminal.WriteError($"… and {problems.Count - MostShown} more.");
        Terminal.WriteError("Nothing was imported.");
        return 1;
    }
}
