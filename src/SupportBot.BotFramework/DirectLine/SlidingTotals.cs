namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// Totals per key over a sliding time window, in memory. The previous window counts for the part of it that the sliding
/// window still covers, so a total needs two numbers, and keys that are no longer used vanish by themselves.
/// </summary>
/// <param name="window">The length of the window.</param>
/// <param name="clock">The time.</param>
public sealed class SlidingTotals(TimeSpan window, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Dictionary<string, long> _current = new(StringComparer.Ordinal);
    private Dictionary<string, long> _previous = new(StringComparer.Ordinal);
    private long _index;

    /// <summary>Adds an amount to each total, or to none where it does not fit one of them.</summary>
    /// <returns>The first allowance that the amount does not fit, and for how long; null where it was added.</returns>
    public Shortage? TryAdd(IReadOnlyList<Allowance> allowances, long amount)
    {
        lock (_lock)
        {
            if (Check(allowances, amount) is { } shortage) return shortage;
            foreach (var allowance in allowances) Change(allowance.Key, amount);
            return null;
        }
    }

    /// <summary>Whether an amount fits none of the totals now; adds nothing.</summary>
    public Shortage? Probe(IReadOnlyList<Allowance> allowances, long amount)
    {
        lock (_lock) return Check(allowances, amount);
    }

    /// <summary>Takes back what was added and not used.</summary>
    public void Return(IReadOnlyList<Allowance> allowances, long amount)
    {
        lock (_lock)
        {
            Advance();
            foreach (var allowance in allowances)
                Change(allowance.Key, -Math.Min(amount, _current.GetValueOrDefault(allowance.Key)));
        }
    }

    /// <summary>Whether anything was counted for a key in this window or the one before.</summary>
    public bool Knows(string key)
    {
        lock (_lock)
        {
            Advance();
            return _current.ContainsKey(key) || _previous.ContainsKey(key);
        }
    }

    /// <summary>Sets the total of a key that is not known.</summary>
    public void Seed(string key, long amount)
    {
        lock (_lock)
        {
            Advance();
            if (!_previous.ContainsKey(key)) _current.TryAdd(key, amount);
        }
    }

    private Shortage? Check(IReadOnlyList<Allowance> allowances, long amount)
    {
        var elapsed = Advance();
        foreach (var allowance in allowances)
        {
            var (current, previous) = (
                _current.GetValueOrDefault(allowance.Key), _previous.GetValueOrDefault(allowance.Key));
            if (current + previous * (1 - elapsed) + amount > allowance.Limit)
                return new Shortage(allowance, Wait(current, previous, allowance.Limit - amount, elapsed));
        }
        return null;
    }

    /// <summary>Until the total has fallen to what leaves room.</summary>
    private TimeSpan Wait(long current, long previous, long room, double elapsed)
    {
        if (room < 0) return window;
        return current <= room
            ? window * (1 - (room - current) / (double)previous - elapsed)
            : window * (1 - elapsed + (1 - room / (double)current));
    }

    private void Change(string key, long amount) => _current[key] = _current.GetValueOrDefault(key) + amount;

    /// <summary>Begins a new window where it is time.</summary>
    /// <returns>Which part of the current window has passed, from 0 to 1.</returns>
    private double Advance()
    {
        var now = clock.GetUtcNow().Ticks;
        var index = now / window.Ticks;
        if (index != _index)
        {
            _previous = index == _index + 1 ? _current : new(StringComparer.Ordinal);
            _current = new(StringComparer.Ordinal);
            _index = index;
        }
        return now % window.Ticks / (double)window.Ticks;
    }
}

/// <summary>How much may be counted under a key within the window.</summary>
/// <param name="Scope">Whose total it is: <c>conversation</c>, <c>visitor</c>, <c>address</c> or <c>host</c>.</param>
/// <param name="Key">The key.</param>
/// <param name="Limit">The most.</param>
public readonly record struct Allowance(string Scope, string Key, long Limit);

/// <summary>An allowance that is used up.</summary>
/// <param name="Allowance">The allowance.</param>
/// <param name="Wait">Until the amount fits.</param>
public sealed record Shortage(Allowance Allowance, TimeSpan Wait);
