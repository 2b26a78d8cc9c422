using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Core.Conversations;
using SupportBot.Turns;

namespace SupportBot.Dialogs;

internal sealed class FeedbackRecorder(
    FeedbackStore feedback, ReactionStore reactions, TurnStore turns, DeliveryStore deliveries, TimeProvider clock)
{
    private const int MaxCommentLength = 2000;

    // Returns null if the activity is no feedback.
    public async Task<SubmittedFeedback?> RecordAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (SubmittedFeedback.Read(turnContext.Activity) is not { } submitted) return null;
        var conversation = Conversation(turnContext);
        var answer =
            await deliveries.FindAsync(conversation, submitted.ActivityId, cancellationToken) ?? submitted.ActivityId;
        if (turnContext.Activity.From?.Id is not { } user
            || !await turns.IsAnswerAsync(conversation, answer, cancellationToken))
            return submitted;
        var comment = submitted.Comment.Cut(MaxCommentLength);
        await feedback.SaveAsync(
            new Feedback(conversation, answer, user, submitted.Helpful, comment, clock.GetUtcNow()), cancellationToken);
        return submitted;
    }

    public async Task AddAsync(
        IEnumerable<MessageReaction> added, ITurnContext turnContext, CancellationToken cancellationToken) =>
        await reactions.AddAsync(await ReadAsync(added, turnContext, cancellationToken), cancellationToken);

    public async Task RemoveAsync(
        IEnumerable<MessageReaction> removed, ITurnContext turnContext, CancellationToken cancellationToken) =>
        await reactions.RemoveAsync(await ReadAsync(removed, turnContext, cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<Reaction>> ReadAsync(
        IEnumerable<MessageReaction> sent, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var (conversation, user) = (Conversation(turnContext), turnContext.Activity.From?.Id);
        var target = await deliveries.FindAsync(conversation, TargetId(turnContext.Activity), cancellationToken);
        return target is null || user is null
            ? []
            : [.. sent.Where(reaction => reaction.Type is not null)
                .Select(reaction => new Reaction(conversation, target, user, reaction.Type!, clock.GetUtcNow()))];
    }

    private static string Conversation(ITurnContext turnContext) =>
        ActiveTurn.Find(turnContext)?.Turn.ConversationId ?? StoredConversation.IdOf(turnContext.Activity);

    // Teams names the message in replyToId, the specification in id.
    private static string TargetId(Activity activity) =>
        activity.ReplyToId is { Length: > 0 } id ? id : activity.Id ?? "";
}
