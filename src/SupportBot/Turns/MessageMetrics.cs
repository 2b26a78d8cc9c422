using System.Diagnostics.Metrics;
using SupportBot.Core.Answers;

namespace SupportBot.Turns;

internal sealed class MessageMetrics
{
    public const string MeterName = "SupportBot";

    private readonly Meter _meter;
    private readonly Counter<long> _deferred;
    private readonly Counter<long> _sentences;

    public MessageMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _deferred = _meter.CreateCounter<long>(
            "supportbot.messages.deferred", "{message}",
            "Messages answered with the request to wait, by the limit that was reached");
        _sentences = _meter.CreateCounter<long>(
            "supportbot.sentences", "{sentence}",
            "Sentences in answers of language models, by the result of their check and by what was shown");
    }

    public void Deferred(string reason) => _deferred.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Checked(TracedSentence sentence) => _sentences.Add(
        1, new("check", sentence.Code),
        new("shown", sentence.IsReplaced ? "passage" : sentence.IsPassed ? "sentence" : "nothing"));

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
