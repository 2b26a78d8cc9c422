using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;
using SupportBot.Core.Conversations;

namespace SupportBot.Turns;

/// <summary>A channel, as its turns see it: the web chat, which reads our log itself, or one that we have to call.</summary>
internal interface IChannel
{
    /// <summary>Whether what the bot says has to be sent to the channel, and so is queued together with the turn's end.</summary>
    bool IsSentTo(Turn turn);

    /// <summary>Whether conversations of this channel are its own.</summary>
    /// <param name="channelId">As stored with the conversation.</param>
    bool Serves(string channelId);

    /// <summary>The reply to a turn, which may show while it is made.</summary>
    IReply ReplyTo(ITurnContext turnContext);

    /// <summary>Says what is never kept: typing, and what there is so far of a reply. One that does not arrive is no failure.</summary>
    Task SayLiveAsync(Turn turn, Activity activity, CancellationToken cancellationToken);

    /// <summary>Shows what a turn said, after it was kept.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="ending">What was kept of it; null where it had ended before, or its conversation is gone.</param>
    /// <param name="said">What it said, in order.</param>
    Task ShowAsync(Turn turn, TurnOutcome? ending, IReadOnlyList<LogEntry> said);

    /// <summary>Takes up what an earlier process left unsent.</summary>
    /// <returns>The conversations in which something waits.</returns>
    Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken);

    /// <summary>Sends what waits in a conversation.</summary>
    /// <returns>How long to leave the channel alone before the next try; null where nothing waits.</returns>
    Task<TimeSpan?> CatchUpAsync(string conversationId);
}
