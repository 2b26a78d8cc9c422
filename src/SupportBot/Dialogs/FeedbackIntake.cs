using SupportBot.BotFramework.Schema;
using SupportBot.Core.Conversations;

namespace SupportBot.Dialogs;

/// <summary>Keeps a visitor's opinion, where it is about an answer of the visitor's own conversation.</summary>
internal sealed class FeedbackIntake(FeedbackStore feedback, TurnStore turns, TimeProvider clock)
{
    private const int LongestComment = 2000;

    public async Task TakeAsync(Opinion opinion, Activity activity, CancellationToken cancellationToken)
    {
        var conversation = activity.Conversation!.Id!;
        if (!await turns.IsAnswerAsync(conversation, opinion.ActivityId, cancellationToken)) return;
        var comment = opinion.Comment.Length > LongestComment ? opinion.Comment[..LongestComment] : opinion.Comment;
        await feedback.SaveAsync(new Feedback(conversation, opinion.ActivityId, activity.From!.Id!, opinion.Helpful, comment, clock.GetUtcNow()), cancellationToken);
    }
}
