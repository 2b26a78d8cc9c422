using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>Somebody in the web chat who says everything again until the host has taken it, as browsers do.</summary>
internal sealed class WebVisitor(string name) : ISender
{
    private string? _token;
    private bool _hasArrived;

    public string Conversation { get; private set; } = "";

    /// <summary>The token of an earlier visit, to come back to its conversation.</summary>
    public string? LastToken { init => _token = value; }

    /// <summary>What is said each time, until it changes.</summary>
    public string Text { get; set; } = "How long does the warranty last?";

    /// <summary>What was taken: our id of each message, and the host's.</summary>
    public Dictionary<string, string> Taken { get; } = [];

    public async Task<bool> TrySayAsync(HttpClient http, string id)
    {
        if (!_hasArrived && !await ArriveAsync(http)) return false;
        using var request = Request(HttpMethod.Post, "/activities");
        request.Content = JsonContent.Create(
            new
            {
                type = "message",
                text = Text,
                from = new { id = name },
                channelData = new { clientActivityID = id },
            });
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        if (!response.IsSuccessStatusCode) return false;
        Taken[id] = (await JsonAsync(response))["id"]!.GetValue<string>();
        return true;
    }

    /// <summary>All that is in the log after a watermark, page by page.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReadAsync(HttpClient http, long watermark = 0)
    {
        var all = new List<JsonNode>();
        while (true)
        {
            using var request = Request(HttpMethod.Get, $"/activities?watermark={watermark}");
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var page = await JsonAsync(response);
            all.AddRange(page["activities"]!.AsArray().Select(activity => activity!));
            var next = long.Parse(page["watermark"]!.GetValue<string>(), null);
            if (next == watermark) return all;
            watermark = next;
        }
    }

    /// <summary>The last reply to a message that was taken, once there is one.</summary>
    public async Task<string> AnswerAsync(HttpClient http, string id)
    {
        while (true)
        {
            var replies = (await ReadAsync(http)).Where(activity =>
                    activity["replyToId"]?.GetValue<string>() == Taken[id]
                    && activity["type"]?.GetValue<string>() == "message")
                .ToList();
            if (replies.Count > 0) return replies[^1]["text"]!.GetValue<string>();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> ArriveAsync(HttpClient http)
    {
        using var visit = await http.PostAsJsonAsync(
            "/api/webchat/token", new { token = _token }, TestContext.Current.CancellationToken);
        if (!visit.IsSuccessStatusCode) return false;
        var visitor = await JsonAsync(visit);
        (_token, Conversation) = (visitor["token"]!.GetValue<string>(), visitor["conversationId"]!.GetValue<string>());
        using var request = Request(HttpMethod.Post, "");
        request.RequestUri = new Uri("/v3/directline/conversations", UriKind.Relative);
        using var started = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return _hasArrived = started.IsSuccessStatusCode;
    }

    private HttpRequestMessage Request(HttpMethod method, string path) =>
        new(method, $"/v3/directline/conversations/{Conversation}{path}")
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _token) },
    };

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
}
