using System.CommandLine;
using SupportBot.Cli.Audit;
using SupportBot.Core.Privacy;

namespace SupportBot.Cli.Conversations;

internal sealed class ConversationsListCommand : ReportCommand
{
    private const int LongestQuestion = 80;

    private readonly Option<string?> _visitor = CommonOptions.Text(
        "--visitor", "USER", "Only those that this person takes part in, by the id that list shows.");
    private readonly Option<string?> _question = CommonOptions.Text(
        "--question", "TEXT", "Only those in which a question holds this text.");
    private readonly Option<int> _top = CommonOptions.Top("How many to show.");

    public ConversationsListCommand() : base("list", "List conversations, newest first. "
        + "Exit code 0: there are some; 1: there are none; 2: a setting is wrong.") => Add(_visitor, _question, _top);

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (visitor, question) = (arguments.GetValue(_visitor), arguments.GetValue(_question));
        var found = await services.GetRequiredService<ConversationArchive>()
            .ListAsync(visitor, question, arguments.GetValue(_top), cancellationToken);
        var isFiltered = visitor is not null || question is not null;
        return new(new { conversations = found.Select(Json) }, () => Show(found, isFiltered), found.Count > 0);
    }

    private static object Json(ArchivedConversation conversation) => new
    {
        conversation.Id,
        conversation.Channel,
        Visitor = conversation.UserId,
        StartedAt = JsonTime.Of(conversation.StartedAtMs),
        conversation.Question,
        conversation.Activities,
    };

    private static void Show(IReadOnlyList<ArchivedConversation> found, bool isFiltered)
    {
        foreach (var one in found)
            Terminal.WriteLine(
                $"{one.Id}  {AuditReport.Time(one.StartedAtMs)}  {one.Channel}  {one.Activities} activities  "
                    + $"{one.UserId ?? "nobody yet"}  {one.Question?.Cut(LongestQuestion)}".TrimEnd());
        if (found.Count == 0)
            Terminal.WriteLine(isFiltered
                ? "No conversation fits. Leave out --visitor and --question to list them all."
                : "There are no conversations yet.");
    }
}
