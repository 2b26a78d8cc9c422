using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.Core.Conversations;

namespace SupportBot.Channels.Teams;

// Callers that wait for the replies of a turn in the response to their own request (expectReplies).
internal sealed class PendingRequests
{
    private readonly ConcurrentDictionary<(string ConversationId, string ActivityId), PendingRequest> _waiting = new();

    // Call it before the activity is stored. A duplicate that arrives meanwhile shares the first caller's request.
    public PendingRequest Expect(string conversationId, string activityId, out bool isFirst)
    {
        var caller = new PendingRequest(caller =>
            _waiting.TryRemove(KeyValuePair.Create((conversationId, activityId), caller)));
        var waiting = _waiting.GetOrAdd((conversationId, activityId), caller);
        isFirst = waiting == caller;
        return waiting;
    }

    public bool IsExpected(Turn turn) => _waiting.ContainsKey((turn.ConversationId, turn.ActivityId));

    public void Answer(Turn turn, IReadOnlyList<LogEntry> replies)
    {
        if (_waiting.TryRemove((turn.ConversationId, turn.ActivityId), out var caller))
            caller.Take([.. replies.Select(entry => ActivityJson.Read(entry.Json.Span))]);
    }
}

internal sealed class PendingRequest(Action<PendingRequest> leave) : IDisposable
{
    private readonly TaskCompletionSource<IReadOnlyList<Activity>> _replies = new(
        TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<IReadOnlyList<Activity>> Replies => _replies.Task;

    public void Take(IReadOnlyList<Activity> replies) => _replies.TrySetResult(replies);

    public void Dispose()
    {
        leave(this);
        Take([]);
    }
}
