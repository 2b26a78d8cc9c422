using System.Threading.Channels;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Connector;

namespace SupportBot.Channels.Teams;

/// <summary>Sends one chunk of a stream to its chat.</summary>
internal delegate Task<ConnectorResult<ResourceResponse>> SendChunk(Activity chunk);

/// <summary>
/// A reply that shows in a personal chat while it is made. Texts wait until the chunk before is answered and its pause
/// is
/// over, and the newest takes the place of those that wait. Whatever happens to a chunk, the turn goes on without it.
/// </summary>
/// <param name="send">Sends a chunk.</param>
/// <param name="clock">The time.</param>
/// <param name="earlierId">The stream that an earlier run of the turn began; it can only be ended.</param>
internal sealed class TeamsStream(SendChunk send, TimeProvider clock, string? earlierId = null)
{
    /// <summary>A reply that is there by then needs no stream, which could not end before a second is over.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>Teams takes one request a second, and advises to buffer for one and a half.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Teams gives a stream two minutes; the end needs some of them.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(100);

    private const int LongestInformative = 300;

    private readonly Channel<(string Type, string Text)> _waiting = Channel.CreateBounded<(string, string)>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _isLeftOver = earlierId is not null;
    private Task? _pump;
    private TimeSpan _pause = Pace;
    private int _sequence = 1;
    private string _shown = "";
    private long _begun;
    private long _last;

    /// <summary>The id that Teams gave the stream; null as long as there is none.</summary>
    public string? Id { get; private set; } = earlierId;

    /// <summary>Why Teams wants no more of it; null while it does.</summary>
    public StreamRefusal? Refusal { get; private set; }

    /// <summary>Says what is being done.</summary>
    public void Announce(string text) =>
        Show(StreamInfo.Informative, text[..MessageParts.Fit(text, LongestInformative)]);

    /// <summary>Shows the reply so far.</summary>
    /// <param name="text">Begins with what was written before.</param>
    public void Write(string text) => Show(StreamInfo.Streaming, text);

    /// <summary>
    /// Drops what waits, and returns when the stream may be ended: a second after its last chunk was answered.
    /// </summary>
    public async Task CloseAsync()
    {
        _waiting.Writer.TryComplete();
        _closed.TrySetResult();
        if (_pump is null) return;
        await _pump;
        if (_sequence > 1 && Shortest - clock.GetElapsedTime(_last) is { Ticks: > 0 } rest)
            await Task.Delay(rest, clock);
    }

    private void Show(string type, string text)
    {
        if (!_isLeftOver && text.Length > 0 && _waiting.Writer.TryWrite((type, text))) _pump ??= PumpAsync();
    }

    private async Task PumpAsync()
    {
        await PauseAsync(Grace);
        await foreach (var (type, text) in _waiting.Reader.ReadAllAsync())
        {
            if (_closed.Task.IsCompleted) return;
            if (text == _shown) continue;
            if (!await SendAsync(type, text)) return;
            await PauseAsync(_pause);
        }
    }

    /// <returns>Whether there may be another.</returns>
    private async Task<bool> SendAsync(string type, string text)
    {
        var result = await send(StreamInfo.Chunk(text, type, _sequence, Id));
        _last = clock.GetTimestamp();
        // A chunk without an answer may have been taken; its number must not come again.
        if (result is not ConnectorResult<ResourceResponse>.Failed) _sequence++;
        switch (StreamRefusals.Read(result))
        {
            case null:
                Begin(((ConnectorResult<ResourceResponse>.Succeeded)result).Value.Id);
                _shown = text;
                break;
            case StreamRefusal.Later:
                _pause = _pause * 2 > Slowest ? Slowest : _pause * 2;
                break;
            case var refusal:
                Refusal = refusal;
                return false;
        }
        // Without its id a stream that has begun cannot go on.
        return Id is null ? _sequence == 1 : clock.GetElapsedTime(_begun) < Longest;
    }

    private void Begin(string? id)
    {
        if (Id is not null) return;
        (Id, _begun) = (id, clock.GetTimestamp());
    }

    private async Task PauseAsync(TimeSpan pause) =>
        await _closed.Task.WaitAsync(pause, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
