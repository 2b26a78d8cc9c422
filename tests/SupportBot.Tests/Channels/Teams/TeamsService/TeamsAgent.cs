using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>A member of the desk's team: what they do in a thread reaches the bot as Teams sends it.</summary>
internal sealed class TeamsAgent(ChatHost host, TeamsDouble teams, string memberId, string name, string objectId)
    : IDisposable
{
    private static int _last;

    private readonly HttpClient _http = new() { BaseAddress = host.Address };

    public string MemberId => memberId;

    /// <summary>Writes in a thread and returns the message's id.</summary>
    public async Task<string> SayAsync(
        string thread, string text, bool mentions = false, string? id = null, Action<JsonObject>? change = null)
    {
        id ??= NewId();
        using var response = await PostAsync("message", thread, id, activity =>
        {
            activity["text"] = mentions ? $"<at>Bot</at> {text}" : text;
            if (mentions) activity["entities"] = new JsonArray(Person.Mention("28:bot", "Bot"));
            change?.Invoke(activity);
            teams.Write(thread, id, activity.DeepClone().AsObject());
        });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return id;
    }

    public async Task EditAsync(string thread, string id, string text)
    {
        using var response = await PostAsync("messageUpdate", thread, id, activity =>
        {
            activity["text"] = text;
            activity["channelData"]!["eventType"] = "editMessage";
        });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    public async Task DeleteAsync(string thread, string id)
    {
        using var response = await PostAsync(
            "messageDelete", thread, id, activity => activity["channelData"]!["eventType"] = "softDeleteMessage");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    /// <summary>Presses a button of a card. Returns the type and value of the answer.</summary>
    public async Task<(string Type, JsonNode Value)> PressAsync(string thread, string verb, string? caseId)
    {
        using var response = await PostAsync("invoke", thread, NewId(), activity =>
        {
            activity["name"] = "adaptiveCard/action";
            activity["value"] = new JsonObject
            {
                ["action"] = new JsonObject
                {
                    ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = new JsonObject { ["case"] = caseId },
                },
                ["trigger"] = "manual",
            };
        });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = (await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
        return (body.Text("type"), body["value"]!);
    }

    public Task<HttpResponseMessage> PostAsync(
        string type, string thread, string id, Action<JsonObject>? change = null)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["timestamp"] = "2026-03-01T12:00:00Z",
            ["channelId"] = "msteams",
            ["serviceUrl"] = teams.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = memberId, ["name"] = name, ["aadObjectId"] = objectId },
            ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" },
            ["conversation"] = new JsonObject
            {
                ["id"] = thread, ["conversationType"] = "channel", ["isGroup"] = true,
                ["tenantId"] = TeamsDouble.Tenant,
            },
            ["channelData"] = new JsonObject
            {
                ["tenant"] = new JsonObject { ["id"] = TeamsDouble.Tenant },
                ["team"] = new JsonObject { ["id"] = "19:team@thread.tacv2" },
                ["channel"] = new JsonObject { ["id"] = thread.Split(';')[0] },
            },
            ["locale"] = "en-US",
        };
        change?.Invoke(activity);
        return _http.PostAsJsonAsync("/api/messages", activity, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static string NewId() =>
        string.Create(CultureInfo.InvariantCulture, $"{1_766_000_000_000 + Interlocked.Increment(ref _last)}");
}
