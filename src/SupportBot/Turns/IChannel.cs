using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Core.Conversations;
using SupportBot.Core.Knowledge;

namespace SupportBot.Turns;

/// <summary>
/// Everything that differs between channels: the web chat, whose clients read our log, and those whose Connector we
/// call.
/// </summary>
internal interface IChannel
{
    /// <summary>
    /// Whether replies have to be sent to the channel, and so are queued together with the end of the turn.
    /// </summary>
    bool IsSentTo(Turn turn);

    /// <summary>Whether conversations of a channel are served here.</summary>
    /// <param name="channelId">As stored with the conversation.</param>
    bool Serves(string channelId);

    /// <summary>Whether the bot replies to the people who sent an activity.</summary>
    bool Admits(Activity activity);

    /// <summary>The audiences whose documents everybody who reads the reply may see.</summary>
    Task<IReadOnlySet<Audience>> AudiencesOfAsync(Activity activity, CancellationToken cancellationToken);

    /// <summary>Where the reply of a turn goes.</summary>
    IReplySink ReplyTo(ITurnContext turnContext, Outbox outbox);

    /// <summary>
    /// Sends what is never stored: typing, and a reply so far. One that does not arrive is no failure.
    /// </summary>
    Task SendTransientAsync(Turn turn, Activity activity, CancellationToken cancellationToken);

    /// <summary>Shows the replies of a turn, after they were stored.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="outcome">
    /// What was stored; null where the turn had ended before, or its conversation is gone.
    /// </param>
    /// <param name="replies">The replies, in order.</param>
    Task ShowAsync(Turn turn, TurnOutcome? outcome, IReadOnlyList<LogEntry> replies);

    /// <summary>Takes up what an earlier process left unsent.</summary>
    /// <returns>The conversations in which something waits.</returns>
    Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken);

    /// <summary>Sends what waits in a conversation.</summary>
    /// <returns>How long to pause before the next attempt; null where nothing waits.</returns>
    Task<TimeSpan?> CatchUpAsync(string conversationId);
}
