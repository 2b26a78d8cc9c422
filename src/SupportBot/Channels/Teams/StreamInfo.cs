using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;

namespace SupportBot.Channels.Teams;

/// <summary>
/// The entity by which Teams knows the activities of one stream ("Stream bot messages", Microsoft Learn).
/// </summary>
internal static class StreamInfo
{
    private const string EntityType = "streaminfo";

    /// <summary>What is being done.</summary>
    public const string Informative = "informative";

    /// <summary>The reply so far.</summary>
    public const string Streaming = "streaming";

    private const string Final = "final";

    /// <summary>A chunk of a stream.</summary>
    /// <param name="text">All of the text so far.</param>
    /// <param name="type">What it is.</param>
    /// <param name="sequence">From 1.</param>
    /// <param name="streamId">The id that Teams gave the first chunk; null for that one.</param>
    public static Activity Chunk(string text, string type, int sequence, string? streamId) => new()
    {
        Type = ActivityTypes.Typing,
        Text = text,
        TextFormat = TextFormatTypes.Markdown,
        Entities = [Entity(type, sequence, streamId)],
    };

    /// <summary>Makes a message the end of a stream.</summary>
    public static void Mark(Activity message, string streamId) =>
        message.Entities = [.. message.Entities ?? [], Entity(Final, sequence: null, streamId)];

    /// <summary>The stream that an activity belongs to; null for none, and for the chunk that begins one.</summary>
    public static string? IdOf(Activity activity) =>
        activity.Entities?.FirstOrDefault(entity => entity.Type == EntityType)?.Properties.Text("streamId");

    /// <summary>Makes the end of a stream an ordinary message.</summary>
    public static void Unmark(Activity message) =>
        message.Entities = [.. (message.Entities ?? []).Where(entity => entity.Type != EntityType)];

    private static Entity Entity(string type, int? sequence, string? streamId)
    {
        var properties = new JObject { ["streamType"] = type };
        if (streamId is not null) properties["streamId"] = streamId;
        if (sequence is not null) properties["streamSequence"] = sequence;
        return new Entity { Type = EntityType, Properties = properties };
    }
}
