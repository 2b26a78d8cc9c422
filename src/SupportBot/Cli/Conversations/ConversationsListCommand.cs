using System.CommandLine;
using SupportBot.Cli.Audit;
using SupportBot.Core.Privacy;

namespace SupportBot.Cli.Conversations;

/// <summary><c>supportbot conversations list</c>: finds conversations, by their visitor or by what was asked in them.</summary>
internal sealed class ConversationsListCommand : Command
{
    private readonly Option<string?> _visitor = new("--visitor") { Description = "Only those that this person takes part in, by the id that list shows.", HelpName = "USER" };
    private readonly Option<string?> _question = new("--question") { Description = "Only those in which a question holds this text.", HelpName = "TEXT" };
    private readonly Option<int> _top = CommonOptions.Top("How many to show.");
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public ConversationsListCommand() : base("list", "List conversations, newest first. Exit code 0: there are some; 1: there are none; 2: a setting is wrong.")
    {
        foreach (var option in (Option[])[_visitor, _question, _top, _data, _json]) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await Composition.OpenWithoutIndexAsync(arguments.GetValue(_data), cancellationToken);
        var found = await services.GetRequiredService<KeptConversations>().ListAsync(
            arguments.GetValue(_visitor), arguments.GetValue(_question), arguments.GetValue(_top), cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(new { conversations = found.Select(Shown) });
        else if (found.Count == 0) Terminal.WriteLine(Empty(arguments));
        else foreach (var conversation in found) Show(conversation);
        return found.Count > 0 ? 0 : 1;
    }

    private string Empty(ParseResult arguments) => arguments.GetValue(_visitor) is null && arguments.GetValue(_question) is null
        ? "There are no conversations yet."
        : "No conversation fits. Leave out --visitor and --question to list them all.";

    private static object Shown(KeptConversation conversation) =>
        new { conversation.Id, conversation.Channel, Visitor = conversation.UserId, StartedAt = JsonTime.Of(conversation.StartedAtMs), conversation.Activities };

    private static void Show(KeptConversation conversation) => Terminal.WriteLine(
        $"{conversation.Id}  {AuditReport.Time(conversation.StartedAtMs)}  {conversation.Channel}  {conversation.Activities} activities  {conversation.UserId ?? "nobody yet"}");
}
