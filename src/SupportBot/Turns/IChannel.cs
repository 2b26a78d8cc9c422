using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Core.Conversations;
using SupportBot.Core.Knowledge;

namespace SupportBot.Turns;

// Everything that differs between the web chat, whose clients read the log, and channels with a Connector.
internal interface IChannel
{
    // Whether replies are sent to the channel, and so queued together with the end of the turn.
    bool SendsReplies(Turn turn);

    // The channel id is that stored with the conversation.
    bool Serves(string channelId);

    // Whether the bot replies to the senders of an activity.
    bool Admits(Activity activity);

    // The audiences of which every reader of the reply is a member.
    Task<IReadOnlySet<Audience>> GetAudiencesAsync(Activity activity, CancellationToken cancellationToken);

    IReplySink CreateReplySink(ITurnContext turnContext, Outbox outbox);

    // Sends typing or a partial reply, which is not stored. A failure is ignored.
    Task SendTransientAsync(Turn turn, Activity activity, CancellationToken cancellationToken);

    // Shows replies after they were stored. The outcome is null where the turn had already ended or its conversation
    // was deleted.
    Task ShowAsync(Turn turn, TurnOutcome? outcome, IReadOnlyList<LogEntry> replies);

    // Resumes what an earlier process did not send; returns the conversations concerned.
    Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken);

    // Returns the pause before the next attempt; null where nothing waits.
    Task<TimeSpan?> SendPendingAsync(string conversationId);
}
