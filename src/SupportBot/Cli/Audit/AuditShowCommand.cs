using System.CommandLine;
using SupportBot.Cli.Feedback;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;

namespace SupportBot.Cli.Audit;

internal sealed class AuditShowCommand : ReportCommand
{
    // The newest replies of one conversation that are shown.
    private const int MaxReplies = 100;

    private readonly Argument<string?> _id =
        new("ID") { Description = "The record, as list names it.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _conversation = CommonOptions.Text(
        "--conversation", "ID", "Show the last 100 replies of this conversation instead, oldest first.");

    public AuditShowCommand() : base("show",
        "Show what a reply rested on: documents, versions, scores, decision, checks. "
        + "Exit code 0: found; 1: there is no such record; 2: a setting is wrong.")
    {
        Add(_id, _conversation);
        Validators.Add(result =>
        {
            if (result.GetValue(_id) is null == result.GetValue(_conversation) is null)
                result.AddError("Give the ID of a record, or --conversation ID.");
        });
    }

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (store, feedback) =
            (services.GetRequiredService<AuditStore>(), services.GetRequiredService<FeedbackStore>());
        var replies = new List<ShownReply>();
        foreach (var id in await IdsAsync(store, arguments, cancellationToken))
            if (await store.FindAsync(id, cancellationToken) is { Record: var record } reply)
                replies.Add(
                    new(reply, await feedback.ReadAsync(record.ConversationId, record.Number, cancellationToken)));
        return new(new { replies = replies.Select(Json) }, () => Show(replies), replies.Count > 0);
    }

    private async Task<string[]> IdsAsync(AuditStore store, ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(_conversation) is not { } conversation) return [arguments.GetValue(_id)!];
        var newest = await store.ListAsync(new AuditFilter(Conversation: conversation), MaxReplies, cancellationToken);
        return [.. newest.Select(record => record.Id).Reverse()];
    }

    private static void Show(List<ShownReply> replies)
    {
        foreach (var (reply, feedback) in replies) AuditReport.Show(reply, feedback);
        if (replies.Count == 0) Terminal.WriteLine("There is no such record. List them: supportbot audit list");
    }

    private static object Json(ShownReply found) => new
    {
        record = RecordJson.Of(found.Reply.Record),
        found.Reply.Content,
        cited = found.Reply.Cited.Select(cited => new
        {
            cited.Passage.DocumentId, cited.Passage.Version, cited.Passage.Ordinal, cited.Text, cited.IsGenuine,
        }),
        feedback = found.Feedback.Select(FeedbackText.Json),
    };

    private sealed record ShownReply(AuditedReply Reply, IReadOnlyList<Core.Conversations.Feedback> Feedback);
}
