using System.Threading.Channels;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Connector;

namespace SupportBot.Channels.Teams;

// A text waits until the previous chunk is answered and its pause is over; a newer text replaces it. A stream of an
// earlier run of the turn can only be ended.
internal sealed class TeamsStream(
    Func<Activity, Task<ConnectorResult<ResourceResponse>>> send, TimeProvider clock, string? earlierId = null)
{
    // A reply that is ready by then needs no stream, which could not end within a second.
    public static readonly TimeSpan StartDelay = TimeSpan.FromMilliseconds(500);

    // Teams accepts one request per second and recommends buffering for one and a half.
    private static readonly TimeSpan ChunkInterval = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan MaxInterval = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);

    // Teams ends a stream after two minutes; the rest is for its end.
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(100);

    private const int MaxInformativeLength = 300;

    private readonly Channel<(string Type, string Text)> _waiting = Channel.CreateBounded<(string, string)>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _isFromEarlierRun = earlierId is not null;
    private Task? _pump;
    private TimeSpan _pause = ChunkInterval;
    private int _sequence = 1;
    private string _shown = "";
    private long _startedAt;
    private long _lastResponseAt;

    public string? Id { get; private set; } = earlierId;

    public StreamRefusal? Refusal { get; private set; }

    public void Announce(string text) =>
        Show(StreamInfo.Informative, text[..MessageSplitter.FitLength(text, MaxInformativeLength)]);

    public void Write(string text) => Show(StreamInfo.Streaming, text);

    // The stream may be ended a second after the last response.
    public async Task CloseAsync()
    {
        _waiting.Writer.TryComplete();
        _closed.TrySetResult();
        if (_pump is null) return;
        await _pump;
        if (_sequence > 1 && MinInterval - clock.GetElapsedTime(_lastResponseAt) is { Ticks: > 0 } rest)
            await Task.Delay(rest, clock);
    }

    private void Show(string type, string text)
    {
        if (!_isFromEarlierRun && text.Length > 0 && _waiting.Writer.TryWrite((type, text))) _pump ??= PumpAsync();
    }

    private async Task PumpAsync()
    {
        await PauseAsync(StartDelay);
        await foreach (var (type, text) in _waiting.Reader.ReadAllAsync())
        {
            if (_closed.Task.IsCompleted) return;
            if (text == _shown) continue;
            if (!await SendAsync(type, text)) return;
            await PauseAsync(_pause);
        }
    }

    private async Task<bool> SendAsync(string type, string text)
    {
        var result = await send(StreamInfo.Chunk(text, type, _sequence, Id));
        _lastResponseAt = clock.GetTimestamp();
        // A chunk without a response may have been accepted; its number must not be reused.
        if (result is not ConnectorResult<ResourceResponse>.Failed) _sequence++;
        switch (StreamRefusals.Read(result))
        {
            case null:
                Begin(((ConnectorResult<ResourceResponse>.Succeeded)result).Value.Id);
                _shown = text;
                break;
            case StreamRefusal.Later:
                _pause = _pause * 2 > MaxInterval ? MaxInterval : _pause * 2;
                break;
            case var refusal:
                Refusal = refusal;
                return false;
        }
        // A stream that has begun cannot continue without its id.
        return Id is null ? _sequence == 1 : clock.GetElapsedTime(_startedAt) < MaxDuration;
    }

    private void Begin(string? id)
    {
        if (Id is not null) return;
        (Id, _startedAt) = (id, clock.GetTimestamp());
    }

    private async Task PauseAsync(TimeSpan pause) =>
        await _closed.Task.WaitAsync(pause, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
