namespace SupportBot.Models.Connecting;

/// <summary>
/// The time limits of one call, over all its attempts. It is ambient to what the call does, since between the one who
/// waits for tokens and the one who sends requests stand two libraries that pass nothing on but a cancellation token.
/// </summary>
internal sealed class CallClock : IDisposable
{
    private static readonly AsyncLocal<CallClock?> Ambient = new();

    private readonly TimeSpan _first;
    private readonly TimeSpan _attempts;
    private readonly TimeSpan _idle;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _next;
    private readonly CancellationTokenSource _any;

    public CallClock(ModelsOptions limits, TimeProvider time, CancellationToken cancellationToken)
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

    /// <summary>The clock of the call that is being made.</summary>
    public static CallClock? Current => Ambient.Value;

    /// <summary>Cancelled when a limit is reached, or the caller has enough.</summary>
    public CancellationToken Token => _any.Token;

    /// <summary>Which limit was reached; null where none was.</summary>
    public string? Expired =>
        _caller.IsCancellationRequested ? null
        : _next.IsCancellationRequested ? "gave no token in time"
        : _total.IsCancellationRequested ? "did not end in time"
        : null;

    private TimeSpan LeftForAttempts => _attempts - _time.GetElapsedTime(_began);

    /// <summary>Makes this the clock of what is called from here.</summary>
    public void Enter() => Ambient.Value = this;

    public void AttemptBegins() => _next.CancelAfter(LeftForAttempts is var left && left < _first ? Max(left, TimeSpan.Zero) : _first);

    public void AwaitNext() => _next.CancelAfter(_idle);

    /// <summary>Nothing is awaited from the server: it asked us to wait, or the caller is busy with what came.</summary>
    public void Rest() => _next.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Whether another attempt after a wait could still give a token in time.</summary>
    public bool MayWait(TimeSpan wait) => wait < LeftForAttempts;

    public void Dispose()
    {
        _any.Dispose();
        _next.Dispose();
        _total.Dispose();
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
