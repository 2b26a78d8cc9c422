using System.CommandLine;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;

namespace SupportBot.Cli.Audit;

/// <summary><c>supportbot audit list</c>: the records, newest first.</summary>
internal sealed class AuditListCommand : Command
{
    private readonly Option<DateOnly?> _day = new("--day") { Description = "Only those of this day (UTC): 2026-11-25.", HelpName = "DAY" };
    private readonly Option<string?> _conversation = new("--conversation") { Description = "Only those of this conversation.", HelpName = "ID" };
    private readonly Option<string?> _kind = new("--kind") { Description = "Only those of this kind: answered, refused, clarify, smalltalk, human or unavailable.", HelpName = "KIND" };
    private readonly Option<int> _top = new("--top") { Description = "How many to show.", HelpName = "N", DefaultValueFactory = _ => 20 };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public AuditListCommand() : base("list", "List the recorded replies, newest first. Exit code 0: there are some; 1: there are none; 2: a setting is wrong.")
    {
        foreach (var option in (Option[])[_day, _conversation, _kind, _top, _data, _json]) Options.Add(option);
        _kind.AcceptOnlyFromAmong([.. Enum.GetNames<AnswerKind>().Select(name => name.ToLowerInvariant())]);
        _top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--top takes 1 or more.");
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await Composition.OpenWithoutIndexAsync(arguments.GetValue(_data), cancellationToken);
        var filter = new AuditFilter(arguments.GetValue(_day), arguments.GetValue(_conversation), arguments.GetValue(_kind));
        var records = await services.GetRequiredService<AuditStore>().ListAsync(filter, arguments.GetValue(_top), cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(new { records = records.Select(RecordJson.Of) });
        else foreach (var record in records) Show(record);
        return records.Count > 0 ? 0 : 1;
    }

    private static void Show(AuditRecord record) => Console.WriteLine(
        $"{record.Id}  {AuditReport.Time(record.RecordedAtMs)}  {record.Kind,-9}  {record.Channel}  {record.ConversationId}{(record.ErasedAtMs is null ? "" : "  (erased)")}");
}
