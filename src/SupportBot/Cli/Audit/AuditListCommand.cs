using System.CommandLine;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;
using SupportBot.Mcp;

namespace SupportBot.Cli.Audit;

internal sealed class AuditListCommand : ReportCommand
{
    private readonly Option<string?> _day = PeriodOptions.Day();
    private readonly Option<string?> _conversation = CommonOptions.Text(
        "--conversation", "ID", "Only those of this conversation.");
    private readonly Option<string?> _kind = CommonOptions.Choice(
        "--kind", "Only those of this kind: answered, suggested, refused, clarify, smalltalk, human or unavailable; or "
            + "calls of a program: search_documentation, list_cases or get_case.",
        "KIND",
        [
            .. Enum.GetNames<AnswerKind>().Select(name => name.ToLowerInvariant()),
            DocumentationTools.SearchTool, CaseTools.ListTool, CaseTools.GetTool,
        ]);
    private readonly Option<int> _top = CommonOptions.Top("How many to show.");

    public AuditListCommand() : base("list", "List the recorded replies, newest first. "
        + "Exit code 0: there are some; 1: there are none; 2: a setting is wrong.") =>
        Add(_day, _conversation, _kind, _top);

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var day = PeriodOptions.DayOf(arguments, _day, services.GetRequiredService<TimeProvider>());
        var filter = new AuditFilter(day, arguments.GetValue(_conversation), arguments.GetValue(_kind));
        var records = await services.GetRequiredService<AuditStore>()
            .ListAsync(filter, arguments.GetValue(_top), cancellationToken);
        return new(new { records = records.Select(Json) }, () => Show(records, filter), records.Count > 0);
    }

    private static RecordJson Json(ListedReply record) => RecordJson.Of(record) with { Question = record.Question };

    private static void Show(IReadOnlyList<ListedReply> records, AuditFilter filter)
    {
        foreach (var record in records) Show(record);
        if (records.Count == 0)
            Terminal.WriteLine(filter == new AuditFilter()
                ? "Nothing is recorded yet."
                : "No record fits. Leave out --day, --conversation and --kind to list them all.");
    }

    private static void Show(ListedReply record)
    {
        var time = AuditReport.Time(record.RecordedAtMs);
        Terminal.WriteLine($"{record.Id}  {time}  {record.Kind,-9}  {record.Channel}  {record.ConversationId}");
        if (record.Question is "") return;
        Terminal.WriteLine(
            $"  {record.Question ?? (record.ErasedAtMs is null ? "(the question is gone)" : "(erased)")}");
    }
}
