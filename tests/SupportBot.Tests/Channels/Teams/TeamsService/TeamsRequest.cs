using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>Something that the bot asked of Teams.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="ConversationId">Where; empty where a conversation is created.</param>
/// <param name="ActivityId">Replied to, updated or deleted; empty for none.</param>
/// <param name="Activity">What was sent, or the root of a thread that is created; empty for none.</param>
/// <param name="Body">All that came, as it came.</param>
/// <param name="At">When.</param>
internal sealed record TeamsRequest(
    string Method, string ConversationId, string ActivityId, JsonObject Activity, string Body, DateTimeOffset At)
{
    /// <summary>Whether one member alone shall see it.</summary>
    public bool IsTargeted { get; init; }

    /// <summary>The conversation that is wanted; null where none is created.</summary>
    public JsonObject? Creation { get; init; }

    /// <summary>The channel in which a thread is created; empty otherwise.</summary>
    public string ChannelId =>
        ((Creation?["channelData"] as JsonObject)?["channel"] as JsonObject)?.Text("id") ?? "";

    public string Text => Activity.Text("text");

    /// <summary><c>informative</c>, <c>streaming</c> or <c>final</c>; empty outside a stream.</summary>
    public string StreamType => StreamInfo?.Text("streamType") ?? "";

    public string StreamId => StreamInfo?.Text("streamId") ?? "";

    public bool IsChunk => StreamType is "informative" or "streaming";

    private JsonObject? StreamInfo => Activity.Items("entities").Find(entity => entity.Text("type") == "streaminfo");
}
