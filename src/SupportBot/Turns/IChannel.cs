using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Knowledge;

namespace SupportBot.Turns;

// Everything that differs between the web chat, whose clients read the log, and channels with a Connector.
internal interface IChannel
{
    // Whether replies are sent to the channel, and so queued together with the end of the turn.
    bool SendsReplies(Turn turn);

    // By the channel that is stored with a conversation.
    bool Serves(string channelId);

    bool Owns(Activity activity);

    bool Admits(Activity activity);

    Task<IReadOnlySet<Audience>> GetAudiencesAsync(Activity activity, CancellationToken cancellationToken);

    IReplySink CreateReplySink(ITurnContext turnContext, Outbox outbox);

    // A failure is ignored.
    Task SendTransientAsync(Turn turn, Activity activity, CancellationToken cancellationToken);

    // The outcome is null if the turn had already ended or its conversation was deleted.
    Task ShowAsync(Turn turn, TurnOutcome? outcome, IReadOnlyList<LogEntry> replies);

    // Whether what is posted outside of turns is sent to the channel.
    bool SendsPosts { get; }

    // A turn that did not end in this many starts of the host is assumed to be what ends it.
    const int UsualMaxStarts = 3;

    int MaxStarts(string conversationId) => UsualMaxStarts;

    // What is said where a turn failed, in the place of the brand's text; null for that.
    string? FailureText(string conversationId) => null;

    Activity Ask(ButtonMessage prompt);

    // The text is Markdown.
    Activity FromAgent(string text, Agent agent);

    // Shows what was posted outside of a turn. The first entry has the given number; it is sent now if it is next.
    Task ShowAsync(string conversationId, long first, IReadOnlyList<LogEntry> posted, bool isNext);

    // Shows that the agent is writing, where the channel has a sign for it.
    void ShowTyping(string conversationId, Agent agent);

    Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken);

    // Returns the pause before the next attempt; null if nothing waits.
    Task<TimeSpan?> SendPendingAsync(string conversationId);
}
