using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Inbox;

/// <summary>
/// Takes what channels send: <see cref="SqliteInbox"/>, or a product's own database. When the task completes, the
/// activity may be acknowledged. A copy (same channel, conversation and id) is dropped: channels may deliver twice.
/// </summary>
/// <remarks>Members throw <see cref="IOException"/> when the storage cannot be used; nothing is kept then.</remarks>
public interface IActivityInbox
{
    /// <summary>Takes an activity that a verified token vouches for.</summary>
    Task AcceptAsync(Activity activity, CancellationToken cancellationToken);

    /// <summary>Takes an activity whose sender expects the replies in the response to this very request.</summary>
    /// <returns>The bot's replies, in order; empty for a copy; null where it did not reply in time.</returns>
    Task<IReadOnlyList<Activity>?> AnswerAsync(Activity activity, CancellationToken cancellationToken);
}
