using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;
using SupportBot.Core.Conversations;

namespace SupportBot.AgentConsole.Thread;

// Reads what a log's entry says to people; null for an entry that says nothing.
internal static class ThreadReader
{
    public static ThreadItem.Message? Read(NumberedEntry entry)
    {
        var activity = ActivityJson.Read(entry.Json.Span);
        if (activity.Type != ActivityTypes.Message) return null;
        var author = AuthorOf(activity);
        var text = activity.Text ?? "";
        var sources = SourcesOf(activity);
        if (text.Length == 0 && sources.Count == 0 && activity.Attachments is not { Count: > 0 }) return null;
        return new ThreadItem.Message(
            entry.Number, activity.Timestamp ?? DateTimeOffset.UnixEpoch, author, activity.From?.Name ?? "", text,
            author == ThreadAuthor.Customer ? default : MessageHtml.Render(text), sources, activity.Id ?? "")
        {
            Files = [.. FilesOf(activity)],
        };
    }

    private static IEnumerable<ThreadFile> FilesOf(Activity activity) =>
        from attachment in activity.Attachments ?? []
        where attachment.ContentUrl is not null
        select new ThreadFile(attachment.Name ?? "", activity.Conversation?.Id ?? "", attachment.ContentUrl);

    private static ThreadAuthor AuthorOf(Activity activity) =>
        activity.From?.Role != RoleTypes.Bot ? ThreadAuthor.Customer
        : activity.ChannelData.Member("agent") is JObject ? ThreadAuthor.Agent
        : ThreadAuthor.Bot;

    private static List<ThreadSource> SourcesOf(Activity activity) =>
    [
        .. from entity in activity.Entities ?? []
           from claim in entity.Properties?["citation"] as JArray ?? []
           let document = claim["appearance"] as JObject
           where document is not null
           select new ThreadSource(
               (string?)document["name"] ?? "", (string?)document["url"] ?? "", (string?)document["abstract"] ?? ""),
    ];
}
