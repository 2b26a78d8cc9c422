using SupportBot.BotFramework.DirectLine;
using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

/// <summary>Takes what visitors send: kept for good, copies dropped, then handed to the worker. Whoever awaits it may acknowledge.</summary>
internal sealed class WebChatInbox(ConversationStore conversations, ConversationStreams streams, TurnWorker<WebChatChannel> worker)
{
    /// <summary>Starts a conversation with the news of it, or leaves an existing one as it is.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> StartAsync(Conversation conversation, string channel, Arrival news, CancellationToken cancellationToken)
    {
        var isNew = await conversations.StartAsync(conversation, channel, news, cancellationToken);
        Failpoint.Reach(Failpoint.ConversationStarted);
        if (isNew) worker.Wake(conversation.Id);
        return isNew;
    }

    /// <summary>Makes someone the user of a conversation that has none, with the news of it.</summary>
    public async Task JoinAsync(Conversation conversation, Arrival news, CancellationToken cancellationToken)
    {
        if (await conversations.JoinAsync(conversation, news, cancellationToken)) worker.Wake(conversation.Id);
    }

    /// <summary>Keeps an arrival.</summary>
    /// <returns>The activity's id, of the first copy where it is one; null where there is no such conversation.</returns>
    public async Task<string?> AcceptAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        Failpoint.Reach(Failpoint.MessageArrived);
        var accepted = await conversations.AcceptAsync(arrival, cancellationToken);
        Failpoint.Reach(Failpoint.MessageKept);
        if (accepted?.Entry is { } entry)
        {
            streams.Publish(arrival.ConversationId, new LogPage(accepted.Number - 1, accepted.Number, [new LoggedActivity(accepted.Number, entry.Json)]));
            worker.Wake(arrival.ConversationId);
        }
        return accepted?.ActivityId;
    }
}
