namespace SupportBot.Models.Connecting;

// Time limits of one call over all its attempts. Ambient, since the two libraries between the reader of tokens and the
// HTTP handlers pass on only a cancellation token.
internal sealed class CallTimeouts : IDisposable
{
    private static readonly AsyncLocal<CallTimeouts?> Ambient = new();

    private readonly TimeSpan _first;
    private readonly TimeSpan _attempts;
    private readonly TimeSpan _idle;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _next;
    private readonly CancellationTokenSource _any;

    public CallTimeouts(ModelsOptions limits, TimeProvider time, CancellationToken cancellationToken)
    {
        _first = TimeSpan.FromSeconds(limits.FirstTokenSeconds);
        _attempts = TimeSpan.FromSeconds(limits.AttemptsSeconds);
        _idle = TimeSpan.FromSeconds(limits.IdleSeconds);
        _time = time;
        _began = time.GetTimestamp();
        _caller = cancellationToken;
        _total = new CancellationTokenSource(TimeSpan.FromSeconds(limits.TotalSeconds), time);
        _next = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _total.Token, _next.Token);
    }

    public static CallTimeouts? Current => Ambient.Value;

    public CancellationToken Token => _any.Token;

    public string? Expired =>
        _caller.IsCancellationRequested ? null
        : _next.IsCancellationRequested ? "gave no token in time"
        : _total.IsCancellationRequested ? "did not end in time"
        : null;

    private TimeSpan LeftForAttempts => _attempts - _time.GetElapsedTime(_began);

    public void Enter() => Ambient.Value = this;

    public void AttemptBegins() =>
        _next.CancelAfter(LeftForAttempts is var left && left < _first ? Max(left, TimeSpan.Zero) : _first);

    public void AwaitNext() => _next.CancelAfter(_idle);

    // Stops waiting for the server: it requested a pause, or the caller is processing tokens.
    public void Rest() => _next.CancelAfter(Timeout.InfiniteTimeSpan);

    // Whether an attempt after the wait can still return a token in time.
    public bool MayWait(TimeSpan wait) => wait < LeftForAttempts;

    public void Dispose()
    {
        _any.Dispose();
        _next.Dispose();
        _total.Dispose();
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
