using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Core.Conversations;
using SupportBot.Turns;

namespace SupportBot.Dialogs;

/// <summary>
/// Keeps what people think of what the bot said in their own conversation: thumbs for answers, reactions for anything.
/// </summary>
internal sealed class FeedbackIntake(
    FeedbackStore feedback, ReactionStore reactions, TurnStore turns, DeliveryStore deliveries, TimeProvider clock)
{
    private const int LongestComment = 2000;

    /// <summary>Keeps the thumb in an activity, where it is about an answer.</summary>
    /// <returns>Whether the activity holds a thumb.</returns>
    public async Task<bool> TakeAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (Opinion.Read(turnContext.Activity) is not { } opinion) return false;
        var conversation = Conversation(turnContext);
        var answer =
            await deliveries.FindAsync(conversation, opinion.ActivityId, cancellationToken) ?? opinion.ActivityId;
        if (
            turnContext.Activity.From?.Id is not { } user
            || !await turns.IsAnswerAsync(conversation, answer, cancellationToken))
            return true;
        var comment = opinion.Comment.Length > LongestComment ? opinion.Comment[..LongestComment] : opinion.Comment;
        await feedback.SaveAsync(
            new Feedback(conversation, answer, user, opinion.Helpful, comment, clock.GetUtcNow()), cancellationToken);
        return true;
    }

    /// <summary>Keeps reactions to what the bot said.</summary>
    public async Task AddAsync(
        IEnumerable<MessageReaction> added,
        ITurnContext turnContext,
        CancellationToken cancellationToken
    ) => await reactions.AddAsync(await ReadAsync(added, turnContext, cancellationToken), cancellationToken);

    /// <summary>Drops reactions that were taken back.</summary>
    public async Task RemoveAsync(
        IEnumerable<MessageReaction> removed,
        ITurnContext turnContext,
        CancellationToken cancellationToken
    ) => await reactions.RemoveAsync(await ReadAsync(removed, turnContext, cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<Reaction>> ReadAsync(
        IEnumerable<MessageReaction> sent, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var (conversation, user) = (Conversation(turnContext), turnContext.Activity.From?.Id);
        var said = await deliveries.FindAsync(conversation, ReactedTo(turnContext.Activity), cancellationToken);
        return said is null || user is null
            ? []
            :
            [
                .. sent.Where(reaction => reaction.Type is not null)
                    .Select(reaction => new Reaction(conversation, said, user, reaction.Type!, clock.GetUtcNow())),
            ];
    }

    /// <summary>An invoke is no turn, so its conversation is known by what it says itself.</summary>
    private static string Conversation(ITurnContext turnContext) =>
        ActiveTurn.Find(turnContext)?.Turn.ConversationId ?? StoredConversation.IdOf(turnContext.Activity);

    /// <summary>
    /// The message that a reaction is about: Teams names it by <c>replyToId</c>, the specification by <c>id</c>.
    /// </summary>
    private static string ReactedTo(Activity activity) =>
        activity.ReplyToId is { Length: > 0 } id ? id : activity.Id ?? "";
}
