using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>Something that the bot asked of Teams.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="ConversationId">Where.</param>
/// <param name="ActivityId">Replied to, updated or deleted; empty for none.</param>
/// <param name="Activity">What was sent; empty for none.</param>
/// <param name="Body">The same, as it came.</param>
/// <param name="At">When.</param>
/// <param name="IsTargeted">Whether one member alone is to see it.</param>
internal sealed record TeamsRequest(
    string Method, string ConversationId, string ActivityId, JsonObject Activity, string Body, DateTimeOffset At,
    bool IsTargeted)
{
    public string Text => Activity.Text("text");

    /// <summary><c>informative</c>, <c>streaming</c> or <c>final</c>; empty outside a stream.</summary>
    public string StreamType => StreamInfo?.Text("streamType") ?? "";

    public string StreamId => StreamInfo?.Text("streamId") ?? "";

    public bool IsChunk => StreamType is "informative" or "streaming";

    private JsonObject? StreamInfo => Activity.Items("entities").Find(entity => entity.Text("type") == "streaminfo");
}
