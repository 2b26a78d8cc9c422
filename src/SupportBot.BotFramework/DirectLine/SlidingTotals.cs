namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// Totals per key over a sliding time window, in memory. The previous window counts in proportion to its overlap with
/// the sliding window, so each key needs two numbers, and unused keys expire by themselves.
/// </summary>
/// <param name="window">Length of the window.</param>
/// <param name="clock">Clock for the window.</param>
public sealed class SlidingTotals(TimeSpan window, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Dictionary<string, long> _current = new(StringComparer.Ordinal);
    private Dictionary<string, long> _previous = new(StringComparer.Ordinal);
    private long _index;

    /// <summary>Adds an amount to the totals of all allowances, or to none if one would be exceeded.</summary>
    /// <param name="allowances">The allowances that the amount counts against.</param>
    /// <param name="amount">The amount, in the unit of the limits.</param>
    /// <returns>
    /// The first allowance that would be exceeded, and the wait until the amount fits; null if it was added.
    /// </returns>
    public Shortage? TryAdd(IReadOnlyList<Allowance> allowances, long amount)
    {
        lock (_lock)
        {
            if (Check(allowances, amount) is { } shortage) return shortage;
            foreach (var allowance in allowances) Change(allowance.Key, amount);
            return null;
        }
    }

    /// <summary>Checks whether an amount could be added, without adding it.</summary>
    /// <param name="allowances">The allowances that the amount would count against.</param>
    /// <param name="amount">The amount, in the unit of the limits.</param>
    /// <returns>The first allowance that would be exceeded; null if the amount fits.</returns>
    public Shortage? Probe(IReadOnlyList<Allowance> allowances, long amount)
    {
        lock (_lock) return Check(allowances, amount);
    }

    /// <summary>Subtracts an amount that was added and not used.</summary>
    /// <param name="allowances">The allowances that the amount was counted against.</param>
    /// <param name="amount">The amount, in the unit of the limits.</param>
    public void Return(IReadOnlyList<Allowance> allowances, long amount)
    {
        lock (_lock)
        {
            Advance();
            foreach (var allowance in allowances)
                Change(allowance.Key, -Math.Min(amount, _current.GetValueOrDefault(allowance.Key)));
        }
    }

    /// <summary>Whether a key has a total in this window or the previous one.</summary>
    public bool Contains(string key)
    {
        lock (_lock)
        {
            Advance();
            return _current.ContainsKey(key) || _previous.ContainsKey(key);
        }
    }

    /// <summary>Sets the initial total of a key. A key that already has a total is left unchanged.</summary>
    /// <param name="key">The key.</param>
    /// <param name="amount">The total.</param>
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

    // Time until the total has fallen to what leaves room for the amount.
    private TimeSpan Wait(long current, long previous, long room, double elapsed)
    {
        if (room < 0) return window;
        return current <= room
            ? window * (1 - (room - current) / (double)previous - elapsed)
            : window * (1 - elapsed + (1 - room / (double)current));
    }

    private void Change(string key, long amount) => _current[key] = _current.GetValueOrDefault(key) + amount;

    // Returns the elapsed part of the current window, from 0 to 1.
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

/// <summary>Limit of a key within the window.</summary>
/// <param name="Scope">
/// What the total belongs to: <c>conversation</c>, <c>visitor</c>, <c>address</c> or <c>host</c>.
/// </param>
/// <param name="Key">The key.</param>
/// <param name="Limit">Maximum total.</param>
public readonly record struct Allowance(string Scope, string Key, long Limit);

/// <summary>An allowance that an amount would exceed.</summary>
/// <param name="Allowance">The allowance.</param>
/// <param name="Wait">Time until the amount fits.</param>
public sealed record Shortage(Allowance Allowance, TimeSpan Wait);
