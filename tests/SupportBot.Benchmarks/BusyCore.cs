namespace SupportBot.Benchmarks;

/// <summary>Keeps one core as busy as training does, at low priority: random rows of a table larger than the caches, updated in place.</summary>
internal sealed class BusyCore : IDisposable
{
    private const int Rows = 200_000;
    private const int Dimensions = 256;

    private readonly float[] _table = new float[Rows * Dimensions];
    private readonly Thread _thread;
    private volatile bool _stopped;

    public BusyCore()
    {
        _thread = new Thread(Work) { IsBackground = true, Priority = ThreadPriority.Lowest };
        _thread.Start();
    }

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
    }

    private void Work()
    {
        var random = new Random(1);
        while (!_stopped)
        {
            var from = _table.AsSpan(random.Next(Rows) * Dimensions, Dimensions);
            var to = _table.AsSpan(random.Next(Rows) * Dimensions, Dimensions);
            for (var i = 0; i < Dimensions; i++) to[i] += .01f * (from[i] - to[i]) + .001f;
        }
    }
}
