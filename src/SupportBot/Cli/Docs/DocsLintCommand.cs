using System.CommandLine;
using SupportBot.Core.Knowledge.Linting;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Cli.Docs;

internal sealed class DocsLintCommand : RunnableCommand
{
    private const int MaxShown = 10;

    private readonly Argument<string> _path = new("PATH") { Description = "Folder of documents, or one file." };
    private readonly Option<bool> _all =
        CommonOptions.Flag("--all", $"Show every place, not only {MaxShown} of each kind.");
    private readonly Option<bool> _json = CommonOptions.Json();

    public DocsLintCommand() : base("lint",
        "Find documents that cannot be answered from well, without storing anything. "
        + "Exit code 0: nothing was found; 1: something was; 2: the path or a setting is wrong.") =>
        Add(_path, _all, _json);

    public override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = Composition.WithoutData(Configuration.Read(CommonOptions.Overrides()));
        var source = services.GetRequiredService<DocsFolder>().SourceOf(arguments.GetValue(_path)!);
        var report = await services.GetRequiredService<DocumentLint>().RunAsync(source, cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(report);
        else Show(report, arguments.GetValue(_all) ? int.MaxValue : MaxShown);
        return report.Findings.Count > 0 ? 1 : 0;
    }

    private static void Show(LintReport report, int most)
    {
        foreach (var kind in report.Findings.GroupBy(finding => finding.Kind).OrderBy(kind => kind.Key))
        {
            Terminal.WriteLine($"{Title(kind.Key)}: {kind.Count()}");
            foreach (var finding in kind.Take(most)) Terminal.WriteLine($"  {Place(finding)}: {finding.Detail}");
            if (kind.Count() > most) Terminal.WriteLine($"  … and {kind.Count() - most} more (--all shows them)");
        }
        var leftovers = report.Findings.Where(finding => finding.Kind == LintKind.Leftover);
        foreach (var construct in leftovers.CountBy(finding => finding.Detail))
            Terminal.WriteLine($"Leftover {construct.Key}: {construct.Value}");
        Terminal.WriteLine($"{report.Documents} documents read, {report.Findings.Count} findings.");
    }

    private static string Place(LintFinding finding) => finding.Section.Length > 0 ? finding.Section : finding.Document;

    private static string Title(LintKind kind) => kind switch
    {
        LintKind.NotRead => "Files that are not read",
        LintKind.NoHeadings =>
            "Long documents without headings; write headings, so that a citation leads to the right place",
        LintKind.HugeSection => "Huge sections; split them with headings",
        LintKind.NearDuplicate => "Sections that say nearly the same as another one; keep one of them",
        LintKind.DeadLink => "Links to files that are not there",
        _ => "Markup that is not known and stands in the text",
    };
}
