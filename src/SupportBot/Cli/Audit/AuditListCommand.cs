using System.CommandLine;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;

namespace SupportBot.Cli.Audit;

/// <summary><c>supportbot audit list</c>: the records, newest first.</summary>
internal sealed class AuditListCommand : Command
{
    private readonly Option<string?> _day = PeriodOptions.Day();
    private readonly Option<string?> _conversation = new("--conversation") { Description = "Only those of this conversation.", HelpName = "ID" };
    private readonly Option<string?> _kind = CommonOptions.Choice(
        "--kind", "Only those of this kind: answered, refused, clarify, smalltalk, human or unavailable.", "KIND",
        [.. Enum.GetNames<AnswerKind>().Select(name => name.ToLowerInvariant())]);
    private readonly Option<int> _top = CommonOptions.Top("How many to show.");
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public AuditListCommand() : base("list", "List the recorded replies, newest first. Exit code 0: there are some; 1: there are none; 2: a setting is wrong.")
    {
        foreach (var option in (Option[])[_day, _conversation, _kind, _top, _data, _json]) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await Composition.OpenWithoutIndexAsync(arguments.GetValue(_data), cancellationToken);
        var day = PeriodOptions.DayOf(arguments, _day, services.GetRequiredService<TimeProvider>());
        var filter = new AuditFilter(day, arguments.GetValue(_conversation), arguments.GetValue(_kind));
        var records = await services.GetRequiredService<AuditStore>().ListAsync(filter, arguments.GetValue(_top), cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(new { records = records.Select(Json) });
        else if (records.Count == 0) Terminal.WriteLine(filter == new AuditFilter() ? "Nothing is recorded yet." : NoneFits);
        else foreach (var record in records) Show(record);
        return records.Count > 0 ? 0 : 1;
    }

    private const string NoneFits = "No record fits. Leave out --day, --conversation and --kind to list them all.";

    private static RecordJson Json(ListedReply record) => RecordJson.Of(record) with { Question = record.Question };

    private static void Show(ListedReply record)
    {
        var time = AuditReport.Time(record.RecordedAtMs);
        Terminal.WriteLine($"{record.Id}  {time}  {record.Kind,-9}  {record.Channel}  {record.ConversationId}");
        Terminal.WriteLine($"  {record.Question ?? (record.ErasedAtMs is null ? "(the question is gone)" : "(erased)")}");
    }
}
