using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Inbox;

/// <summary>
/// Stores what channels send: <see cref="SqliteInbox"/>, or the database of a product. When a call completes, the
/// activity may be acknowledged. A duplicate (same channel, conversation and id) is dropped, since channels may deliver
/// twice.
/// </summary>
/// <remarks>
/// Members throw <see cref="IOException"/> when the storage is unavailable; nothing is stored in that case.
/// </remarks>
public interface IActivityInbox
{
    /// <summary>Stores an authenticated activity, whose turn runs later.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task AcceptAsync(Activity activity, CancellationToken cancellationToken);

    /// <summary>
    /// Stores an activity whose sender expects the replies in the response to this request, and waits for them.
    /// </summary>
    /// <param name="activity">The activity.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// The replies of the bot, in order; empty for a duplicate; null if the bot did not reply in time.
    /// </returns>
    Task<IReadOnlyList<Activity>?> AnswerAsync(Activity activity, CancellationToken cancellationToken);
}
