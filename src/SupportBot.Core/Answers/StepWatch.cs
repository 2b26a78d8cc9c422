namespace SupportBot.Core.Answers;

/// <summary>Times the steps of one answer.</summary>
internal sealed class StepWatch(TimeProvider time)
{
    private long _last = time.GetTimestamp();
    private double _understand;
    private double _search;

    public void Understood() => _understand = Lap();

    public void Searched() => _search = Lap();

    /// <summary>All that comes after the search is writing.</summary>
    public Timings Written() => new(_understand, _search, Lap());

    private double Lap()
    {
        var now = time.GetTimestamp();
        var lap = time.GetElapsedTime(_last, now).TotalMilliseconds;
        _last = now;
        return Math.Round(lap, 3);
    }
}
