using System.Collections.Concurrent;

namespace SupportBot.Core.Handoff;

/// <summary>
/// Tells desks of this process that something has changed. It carries no content: who is told reads the events and the
/// log from the last number it knows, so nothing is lost with a missed call.
/// </summary>
public sealed class CaseFeed
{
    private readonly ConcurrentDictionary<long, Subscriber> _subscribers = new();
    private long _last;

    /// <summary>Calls back until the result is disposed.</summary>
    /// <param name="changed">A case of this conversation changed, or something was written in it.</param>
    /// <param name="typing">Somebody writes in this conversation: an agent's name, or null for the customer.</param>
    public IDisposable Subscribe(Action<string> changed, Action<string, string?> typing)
    {
        var key = Interlocked.Increment(ref _last);
        _subscribers[key] = new Subscriber(changed, typing);
        return new Subscription(() => _subscribers.TryRemove(key, out _));
    }

    /// <summary>Tells that something of a conversation has changed. Call it after the commit.</summary>
    public void Announce(string conversationId)
    {
        foreach (var subscriber in _subscribers.Values) subscriber.Changed(conversationId);
    }

    /// <summary>Tells that somebody writes: an agent by name, or null for the customer.</summary>
    public void AnnounceTyping(string conversationId, string? agent)
    {
        foreach (var subscriber in _subscribers.Values) subscriber.Typing(conversationId, agent);
    }

    private sealed record Subscriber(Action<string> Changed, Action<string, string?> Typing);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
