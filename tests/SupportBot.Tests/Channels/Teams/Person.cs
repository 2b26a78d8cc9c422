using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SupportBot.Tests.Channels.Teams.TeamsService;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>Somebody in Teams: what they do there reaches the bot as Azure Bot Service sends it.</summary>
internal sealed class Person(ChatHost host, string serviceUrl, string conversation = "a:1", string type = "personal")
    : IDisposable
{
    public static readonly (string, string) Development = ("Bot:Development", "true");

    private readonly HttpClient _http = new() { BaseAddress = host.Address };

    /// <summary>Among several people the bot is mentioned, but for a change of the entities.</summary>
    public Task<HttpResponseMessage> SayAsync(string text, string id, Action<JsonObject>? change = null) =>
        SendAsync("message", id, activity =>
        {
            activity["text"] = text;
            if (type != "personal") activity["entities"] = new JsonArray(Mention("28:bot", "Bot"));
            change?.Invoke(activity);
        });

    public static JsonObject Mention(string id, string name) => TeamsAgent.Mention(id, name);

    public async Task<HttpResponseMessage> SendAsync(string activityType, string id, Action<JsonObject>? change = null)
    {
        var activity = new JsonObject
        {
            ["type"] = activityType,
            ["id"] = id,
            ["timestamp"] = "2026-03-01T12:00:00Z",
            ["channelId"] = "msteams",
            ["serviceUrl"] = serviceUrl,
            ["from"] = new JsonObject { ["id"] = "29:ann", ["name"] = "Ann" },
            ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" },
            ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = type },
            ["locale"] = "en-US",
        };
        change?.Invoke(activity);
        return await _http.PostAsJsonAsync("/api/messages", activity, TestContext.Current.CancellationToken);
    }

    /// <summary>Says something that the bot accepts.</summary>
    public async Task AskAsync(string text, string id)
    {
        using var response = await SayAsync(text, id);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    public void Dispose() => _http.Dispose();
}
