using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>
/// A member of the team of a desk channel: what they do in its threads reaches the bot as Azure Bot Service sends it.
/// </summary>
/// <param name="host">The bot's address.</param>
/// <param name="teams">Where the bot answers.</param>
/// <param name="channel">The channel.</param>
/// <param name="member"><c>{id, name, aadObjectId}</c>, as the channel lists its members.</param>
internal sealed class TeamsAgent(Uri host, TeamsDouble teams, TeamsDeskChannel channel, JsonObject member)
    : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = host };

    public string Id => member.Text("id");
    public string Name => member.Text("name");

    /// <summary>Writes into a thread.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="text">The words, without the mention.</param>
    /// <param name="mention">Whether they mention the bot, at the beginning.</param>
    /// <param name="id">The id of a message that Teams sends again; null for a new one.</param>
    /// <returns>The id of the message.</returns>
    public Task<string> SayAsync(TeamsConversation thread, string text, bool mention = false, string? id = null) =>
        TellAsync("message", thread, id ?? channel.NextId(), activity =>
        {
            activity["textFormat"] = "plain";
            activity["text"] = mention ? $"<at>Bot</at> {text}" : text;
            if (mention) activity["entities"] = new JsonArray(Mention("28:bot", "Bot"));
        });

    /// <summary>Changes what they wrote.</summary>
    public Task EditAsync(TeamsConversation thread, string activityId, string text) =>
        TellAsync("messageUpdate", thread, activityId, activity =>
        {
            activity["textFormat"] = "plain";
            activity["text"] = text;
            activity["channelData"]!["eventType"] = "editMessage";
        });

    /// <summary>Takes back what they wrote.</summary>
    public Task DeleteAsync(TeamsConversation thread, string activityId) =>
        TellAsync("messageDelete", thread, activityId, activity =>
            activity["channelData"]!["eventType"] = "softDeleteMessage");

    /// <summary>Presses a button of a card.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="rootId">The message with the card.</param>
    /// <param name="verb">The button's verb.</param>
    /// <param name="data">Its data and the card's inputs.</param>
    /// <param name="actionId">The button's id; null for none.</param>
    /// <returns>The HTTP status, and the body; null for an empty one.</returns>
    public async Task<(int Status, JsonNode? Body)> ExecuteAsync(
        TeamsConversation thread, string rootId, string verb, JsonObject data, string? actionId = null)
    {
        var action = new JsonObject
        {
            ["type"] = "Action.Execute",
            ["verb"] = verb,
            ["data"] = data.DeepClone(),
        };
        if (actionId is not null) action["id"] = actionId;
        var invoke = Activity("invoke", thread, channel.NextId());
        invoke["name"] = "adaptiveCard/action";
        invoke["replyToId"] = rootId;
        invoke["value"] = new JsonObject { ["action"] = action, ["trigger"] = "manual" };
        using var response = await _http.PostAsJsonAsync("/api/messages", invoke, Cancel);
        var body = await response.Content.ReadAsStringAsync(Cancel);
        return ((int)response.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    /// <summary>Presses a button of a card in a client that knows only its fallback.</summary>
    /// <returns>The id of the message that it makes.</returns>
    public Task<string> SubmitAsync(TeamsConversation thread, string rootId, JsonObject data) =>
        TellAsync("message", thread, channel.NextId(), activity =>
        {
            activity["replyToId"] = rootId;
            activity["value"] = data.DeepClone();
        });

    /// <returns>The id of the message.</returns>
    public Task<string> SendPictureAsync(
        TeamsConversation thread, string text, string contentUrl, string contentType) =>
        TellAsync("message", thread, channel.NextId(), activity =>
        {
            activity["textFormat"] = "plain";
            activity["text"] = text;
            activity["attachments"] = new JsonArray(
                new JsonObject { ["contentType"] = contentType, ["contentUrl"] = contentUrl });
        });

    /// <summary>The entity of a mention.</summary>
    public static JsonObject Mention(string id, string name) => new()
    {
        ["type"] = "mention",
        ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name },
        ["text"] = $"<at>{name}</at>",
    };

    public void Dispose() => _http.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<string> TellAsync(
        string type, TeamsConversation thread, string id, Action<JsonObject> change)
    {
        var activity = Activity(type, thread, id);
        change(activity);
        using var response = await _http.PostAsJsonAsync("/api/messages", activity, Cancel);
        response.EnsureSuccessStatusCode();
        return id;
    }

    private JsonObject Activity(string type, TeamsConversation thread, string id) => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["timestamp"] = "2026-03-01T12:00:00Z",
        ["channelId"] = "msteams",
        ["serviceUrl"] = teams.ServiceUrl,
        ["from"] = new JsonObject
        {
            ["id"] = Id,
            ["name"] = Name,
            ["aadObjectId"] = member.Text("aadObjectId"),
        },
        ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" },
        ["conversation"] = new JsonObject
        {
            ["id"] = thread.Id,
            ["conversationType"] = "channel",
            ["isGroup"] = true,
            ["tenantId"] = TeamsDouble.Tenant,
        },
        ["channelData"] = new JsonObject
        {
            ["tenant"] = new JsonObject { ["id"] = TeamsDouble.Tenant },
            ["team"] = new JsonObject { ["id"] = TeamsDeskChannel.TeamId },
            ["channel"] = new JsonObject { ["id"] = channel.Id },
        },
        ["locale"] = "en-US",
    };
}
