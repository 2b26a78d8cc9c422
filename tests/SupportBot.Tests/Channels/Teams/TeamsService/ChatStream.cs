using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>One stream of a personal chat, by the rules of "Stream bot messages".</summary>
internal sealed class ChatStream(string id, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly DateTimeOffset _begun = clock.GetUtcNow();
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private string _text = "";
    private int _sequence;
    private bool _stopped;
    private bool _told;

    public string Id => id;

    /// <summary>Whether it was ended, by its last message or by an update.</summary>
    public bool IsDone { get; set; }

    public bool IsExpired => clock.GetUtcNow() - _begun > Longest;

    public bool IsOpen => !IsDone && !_stopped;

    /// <summary>A chunk was lost on the way by a test's will, and its number with it.</summary>
    public bool MayHaveGap { get; set; }

    /// <summary>The user presses Stop.</summary>
    public void Stop() => _stopped = true;

    /// <summary>Takes a chunk.</summary>
    public TeamsAnswer Continue(JsonObject activity, JsonObject info)
    {
        if (Refuse() is { } refusal) return refusal;
        if (activity.Text("text").Length == 0)
            return TeamsAnswer.Refuse(TeamsRule.StreamText, "Start streaming activities should include text");
        if (HasExtras(activity))
            return TeamsAnswer.Refuse(TeamsRule.StreamExtras, "a chunk with attachments, buttons, label or feedback");
        if (info["streamSequence"] is not JsonValue value || !value.TryGetValue(out int sequence))
            return TeamsAnswer.Refuse(TeamsRule.StreamOrder, "a chunk without its number");
        if (sequence != _sequence + 1 && !(MayHaveGap && sequence > _sequence)) return OutOfOrder(sequence);
        if (CheckText(activity.Text("text"), info.Text("streamType")) is { } broken) return broken;
        (_sequence, MayHaveGap) = (sequence, false);
        return sequence == 1 ? TeamsAnswer.Id(201, id) : TeamsAnswer.Empty(202);
    }

    /// <summary>Takes the message that ends it.</summary>
    public TeamsAnswer End(JsonObject activity, JsonObject info)
    {
        if (Refuse() is { } refusal) return refusal;
        if (info["streamSequence"] is not null)
            return TeamsAnswer.Refuse(TeamsRule.StreamOrder, "an end with a number");
        if (!activity.Text("text").StartsWith(_text, StringComparison.Ordinal)) return Differs();
        IsDone = true;
        return TeamsAnswer.Empty(202);
    }

    /// <summary>Why nothing may come now; null where it may.</summary>
    private TeamsAnswer? Refuse()
    {
        var now = clock.GetUtcNow();
        if (_stopped)
            return TeamsAnswer.NoStream(
                "Content stream was cancelled by user.", _told ? TeamsRule.StreamOver : ToldNow());
        if (IsDone)
            return TeamsAnswer.NoStream(
                "Content stream is not allowed on an already completed streamed message", TeamsRule.StreamOver);
        if (IsExpired)
            return TeamsAnswer.NoStream(
                "Content stream finished due to exceeded streaming time.", TeamsRule.StreamTime);
        if (now - _last < Pace) return TeamsAnswer.Throttle(TeamsRule.StreamPace, _last + Pace - now);
        _last = now;
        return null;
    }

    private TeamsRule? ToldNow()
    {
        _told = true;
        return null;
    }

    private TeamsAnswer? CheckText(string text, string type)
    {
        if (type == "informative")
            return Encoding.UTF8.GetByteCount(text) > 1024
                ? TeamsAnswer.Refuse(TeamsRule.StreamText, "more than 1 KB of information")
                : null;
        if (!text.StartsWith(_text, StringComparison.Ordinal)) return Differs();
        _text = text;
        return null;
    }

    private static TeamsAnswer Differs() =>
        TeamsAnswer.NoStream(
            "Request streamed content should contain the previously streamed content", TeamsRule.StreamText);

    /// <summary>Teams accepts and drops it.</summary>
    private TeamsAnswer OutOfOrder(int sequence) =>
        TeamsAnswer.Refuse(
            TeamsRule.StreamOrder, string.Create(CultureInfo.InvariantCulture, $"chunk {sequence} after {_sequence}"),
            202, "ContentStreamSequenceOrderPreConditionFailed",
            "PreCondition failed exception when processing streaming activity.");

    private static bool HasExtras(JsonObject activity) =>
        activity.Items("attachments").Count > 0
        || activity["suggestedActions"] is not null
        || (activity["channelData"] as JsonObject)?["feedbackLoop"] is not null
        || activity.Items("entities").Exists(entity => entity["additionalType"] is not null);
}
