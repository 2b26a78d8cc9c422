using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.Core.Conversations;

namespace SupportBot.Channels.Teams;

/// <summary>Those who wait for a turn's replies in the response to their own request (<c>expectReplies</c>).</summary>
internal sealed class PendingRequests
{
    private readonly ConcurrentDictionary<(string ConversationId, string ActivityId), PendingRequest> _waiting = new();

    /// <summary>Expects the replies to an activity, until disposed; to be called before the activity is kept.</summary>
    /// <param name="conversationId">The stored conversation's.</param>
    /// <param name="activityId">The activity's in the log.</param>
    /// <param name="isFirst">Nobody waits for them yet: whoever sent a copy meanwhile waits with the first.</param>
    public PendingRequest Expect(string conversationId, string activityId, out bool isFirst)
    {
        var caller = new PendingRequest(caller =>
            _waiting.TryRemove(KeyValuePair.Create((conversationId, activityId), caller)));
        var waiting = _waiting.GetOrAdd((conversationId, activityId), caller);
        isFirst = waiting == caller;
        return waiting;
    }

    /// <summary>Whether somebody waits for the turn's replies.</summary>
    public bool IsExpected(Turn turn) => _waiting.ContainsKey((turn.ConversationId, turn.ActivityId));

    /// <summary>Hands over what a turn said, where somebody waits for it.</summary>
    public void Answer(Turn turn, IReadOnlyList<LogEntry> replies)
    {
        if (_waiting.TryRemove((turn.ConversationId, turn.ActivityId), out var caller))
            caller.Take([.. replies.Select(entry => ActivityJson.Read(entry.Json.Span))]);
    }
}

/// <summary>One who waits.</summary>
internal sealed class PendingRequest(Action<PendingRequest> leave) : IDisposable
{
    private readonly TaskCompletionSource<IReadOnlyList<Activity>> _replies = new(
        TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<IReadOnlyList<Activity>> Replies => _replies.Task;

    public void Take(IReadOnlyList<Activity> replies) => _replies.TrySetResult(replies);

    /// <summary>Stops to wait; whoever waits along gets nothing more here.</summary>
    public void Dispose()
    {
        leave(this);
        Take([]);
    }
}
