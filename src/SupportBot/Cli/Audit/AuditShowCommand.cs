using System.CommandLine;
using SupportBot.Cli.Feedback;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;

namespace SupportBot.Cli.Audit;

/// <summary><c>supportbot audit show</c>: why this answer?</summary>
internal sealed class AuditShowCommand : Command
{
    /// <summary>Of one conversation at most so many replies are shown, the newest.</summary>
    private const int Most = 100;

    private readonly Argument<string?> _id = new("ID") { Description = "The record, as list names it.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _conversation = new("--conversation") { Description = "Show all replies of this conversation instead, oldest first.", HelpName = "ID" };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public AuditShowCommand() : base("show", "Show what a reply rested on: documents, versions, scores, decision, checks. Exit code 0: found; 1: there is no such record; 2: a setting is wrong.")
    {
        Arguments.Add(_id);
        foreach (var option in (Option[])[_conversation, _data, _json]) Options.Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(_id) is null == result.GetValue(_conversation) is null) result.AddError("Give the ID of a record, or --conversation ID.");
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await Composition.OpenWithoutIndexAsync(arguments.GetValue(_data), cancellationToken);
        var replies = await FindAsync(services, arguments, cancellationToken);
        if (arguments.GetValue(_json)) JsonOutput.Print(new { replies = replies.Select(reply => ReplyJson(reply.Reply, reply.Feedback)) });
        else if (replies.Count == 0) Terminal.WriteLine("There is no such record. List them: supportbot audit list");
        else foreach (var (reply, feedback) in replies) AuditReport.Show(reply, feedback);
        return replies.Count > 0 ? 0 : 1;
    }

    private async Task<IReadOnlyList<(AuditedReply Reply, IReadOnlyList<Core.Conversations.Feedback> Feedback)>> FindAsync(
        ServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (store, feedback) = (services.GetRequiredService<AuditStore>(), services.GetRequiredService<FeedbackStore>());
        string[] ids = arguments.GetValue(_conversation) is { } conversation
            ? [.. (await store.ListAsync(new AuditFilter(Conversation: conversation), Most, cancellationToken)).Select(record => record.Id).Reverse()]
            : [arguments.GetValue(_id)!];
        var replies = new List<(AuditedReply, IReadOnlyList<Core.Conversations.Feedback>)>();
        foreach (var id in ids)
            if (await store.FindAsync(id, cancellationToken) is { } reply) replies.Add((reply, await feedback.ReadAsync(reply.Record.ConversationId, reply.Record.Number, cancellationToken)));
        return replies;
    }

    private static object ReplyJson(AuditedReply reply, IReadOnlyList<Core.Conversations.Feedback> feedback) => new
    {
        record = RecordJson.Of(reply.Record),
        reply.Content,
        cited = reply.Cited.Select(cited => new { cited.Passage.DocumentId, cited.Passage.Version, cited.Passage.Ordinal, cited.Text, cited.IsGenuine }),
        feedback = feedback.Select(OpinionText.Json),
    };
}
