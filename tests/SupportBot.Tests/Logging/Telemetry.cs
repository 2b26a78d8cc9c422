using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SupportBot.Tests.Logging;

/// <summary>
/// All that any source in this process would export: activities with their tags and events, measurements with their
/// tags.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private readonly ActivityListener _activities;
    private readonly MeterListener _measurements;

    public Telemetry()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Lines.Enqueue(Line(activity)),
        };
        ActivitySource.AddActivityListener(_activities);
        _measurements = new MeterListener
        {
            InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument),
        };
        _measurements.SetMeasurementEventCallback<long>(
            (instrument, _, tags, _) => Lines.Enqueue(Line(instrument, tags)));
        _measurements.SetMeasurementEventCallback<double>(
            (instrument, _, tags, _) => Lines.Enqueue(Line(instrument, tags)));
        _measurements.Start();
    }

    public ConcurrentQueue<string> Lines { get; } = [];

    public void Dispose()
    {
        _activities.Dispose();
        _measurements.Dispose();
    }

    private static string Line(Activity activity) =>
        $"{activity.Source.Name} {activity.Kind} {activity.DisplayName} "
            + $"{string.Join(' ', activity.TagObjects.Concat(activity.Events.SelectMany(e => e.Tags)))} "
            + $"{activity.StatusDescription}";

    private static string Line(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {string.Join(' ', tags.ToArray())}";
}
