using System.Diagnostics.Metrics;

namespace SupportBot.Turns;

internal sealed class MessageMetrics
{
    public const string MeterName = "SupportBot";

    private readonly Meter _meter;
    private readonly Counter<long> _deferred;

    public MessageMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _deferred = _meter.CreateCounter<long>(
            "supportbot.messages.deferred", "{message}",
            "Messages answered with the request to wait, by the limit that was reached");
    }

    public void Deferred(string reason) => _deferred.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void ObserveTurns(string channel, Func<int> waiting, Func<int> running)
    {
        var tag = new KeyValuePair<string, object?>("channel", channel);
        _meter.CreateObservableUpDownCounter(
            "supportbot.turns.waiting", () => new Measurement<int>(waiting(), tag), "{conversation}",
            "Conversations whose next turn has not begun");
        _meter.CreateObservableUpDownCounter(
            "supportbot.turns.running", () => new Measurement<int>(running(), tag), "{conversation}",
            "Conversations whose turns run");
    }
}
