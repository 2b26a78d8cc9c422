using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;

namespace SupportBot.Channels.Teams;

// Microsoft Learn, "Stream bot messages".
internal static class StreamInfo
{
    private const string EntityType = "streaminfo";

    public const string Informative = "informative";

    public const string Streaming = "streaming";

    private const string Final = "final";

    public static Activity Chunk(string text, string type, int sequence, string? streamId) => new()
    {
        Type = ActivityTypes.Typing,
        Text = text,
        TextFormat = TextFormatTypes.Markdown,
        Entities = [Entity(type, sequence, streamId)],
    };

    public static void MarkFinal(Activity message, string streamId) =>
        message.Entities = [.. message.Entities ?? [], Entity(Final, sequence: null, streamId)];

    public static string? IdOf(Activity activity) =>
        activity.Entities?.FirstOrDefault(entity => entity.Type == EntityType)?.Properties.Text("streamId");

    public static void RemoveFrom(Activity message) =>
        message.Entities = [.. (message.Entities ?? []).Where(entity => entity.Type != EntityType)];

    private static Entity Entity(string type, int? sequence, string? streamId)
    {
        var properties = new JObject { ["streamType"] = type };
        if (streamId is not null) properties["streamId"] = streamId;
        if (sequence is not null) properties["streamSequence"] = sequence;
        return new Entity { Type = EntityType, Properties = properties };
    }
}
