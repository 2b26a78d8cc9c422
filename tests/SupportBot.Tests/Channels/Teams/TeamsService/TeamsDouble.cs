using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>
/// Teams as a bot meets it: its Connector on a free port, with the rules that Microsoft publishes. What the bot breaks
/// is
/// refused as Teams refuses it, and fails the test when the double is disposed of, but for what the test allowed.
/// </summary>
internal sealed class TeamsDouble : IAsyncDisposable
{
    public const string Tenant = "00000000-0000-0000-0000-00000000000f";

    private readonly Lock _lock = new();
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, TeamsConversation> _conversations = [];
    private readonly List<TeamsDeskChannel> _channels = [];
    private readonly List<(Func<TeamsRequest, bool> For, TeamsAnswer Answer)> _provoked = [];
    private readonly HashSet<TeamsRule> _allowed = [];
    private readonly List<Violation> _violations = [];
    private readonly List<TeamsRequest> _requests = [];

    private TeamsDouble(WebApplication app, TimeProvider clock) => (_app, _clock) = (app, clock);

    public string ServiceUrl => $"{_app.Urls.First()}/teams/";

    /// <summary>All that the bot asked for, in order.</summary>
    public IReadOnlyList<TeamsRequest> Requests => Read(() => _requests.ToList());

    /// <summary>All that the bot broke, allowed or not.</summary>
    public IReadOnlyList<Violation> Violations =>
        Read(() =>
            _violations.Concat(_conversations.Values.SelectMany(conversation => conversation.Unfinished())).ToList());

    public static async Task<TeamsDouble> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var teams = new TeamsDouble(app, clock);
        TeamsRoutes.Map(app.MapGroup("/teams/v3/conversations"), teams);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return teams;
    }

    public TeamsConversation Personal(string id = "a:ann") => Add(id, "personal");

    public TeamsConversation GroupChat(string id = "19:group@thread.v2") => Add(id, "groupChat");

    public TeamsConversation Channel(string id = "19:channel@thread.tacv2;messageid=1") => Add(id, "channel");

    /// <summary>A channel of a team, with Ana and Ben as its members.</summary>
    public TeamsDeskChannel DeskChannel(string id = "19:desk@thread.tacv2")
    {
        var channel = new TeamsDeskChannel(id, _clock).With("29:ana", "Ana", "ana").With("29:ben", "Ben", "ben");
        lock (_lock) _channels.Add(channel);
        return channel;
    }

    /// <summary>Answers the next request of a kind as the test says, whatever the rules are.</summary>
    public void Provoke(Func<TeamsRequest, bool> request, TeamsAnswer answer)
    {
        lock (_lock) _provoked.Add((request, answer));
    }

    /// <summary>The test makes the bot break a rule.</summary>
    public void Allow(params TeamsRule[] rules) => _allowed.UnionWith(rules);

    public IReadOnlyList<Violation> Faults => [.. Violations.Where(violation => !_allowed.Contains(violation.Rule))];

    /// <summary>A person writes in a thread of a channel.</summary>
    public void Write(string threadId, string id, JsonObject message)
    {
        lock (_lock)
            _channels.SelectMany(channel => channel.Threads).FirstOrDefault(thread => thread.Id == threadId)
                ?.Messages.TryAdd(id, message);
    }

    /// <summary>Reads while no request changes anything.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (_lock) return read();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Assert.Empty(Faults);
    }

    /// <summary>Answers one request of the bot.</summary>
    internal async Task<IResult> AnswerAsync(
        HttpContext http, string conversationId, string activityId,
        Func<TeamsConversation, TeamsRequest, TeamsAnswer> answer)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var request = new TeamsRequest(
            http.Request.Method, conversationId, activityId, body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject(),
            body, _clock.GetUtcNow(), http.Request.Query["isTargetedActivity"] == "true");
        TeamsAnswer said;
        lock (_lock)
        {
            _requests.Add(request);
            said = Provoked(request) ?? Answer(request, answer);
            if (said.Broken is { } broken) _violations.Add(broken);
        }
        if (said.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.Text(said.Body.ToJsonString(), "application/json", statusCode: said.Status);
    }

    private TeamsAnswer Answer(TeamsRequest request, Func<TeamsConversation, TeamsRequest, TeamsAnswer> answer)
    {
        var id = request.ConversationId;
        if (id.Length == 0) return answer(null!, request);
        if (_channels.Find(each => id == each.Id || id.StartsWith($"{each.Id};", StringComparison.Ordinal)) is not { } at)
            return _conversations.TryGetValue(id, out var conversation)
                ? answer(conversation, request)
                : TeamsAnswer.Refuse(TeamsRule.Conversation, $"conversation {id}", 403, "BotNotInConversationRoster");
        if (at.Refuse() is { } refusal) return refusal;
        if (request.IsTargeted) return at.Target(request.Activity, request.Body);
        // The channel itself is asked for its members.
        var thread = at.Threads.Find(each => each.Id == id);
        return thread is null && request.Method != "GET"
            ? TeamsAnswer.Refuse(TeamsRule.Conversation, $"thread {id}", 404, "ConversationNotFound")
            : answer(thread ?? at.Itself, request);
    }

    // Begins a thread of a channel, or gives the chat with a person, always the same.
    internal TeamsAnswer Create(JsonObject parameters, string body)
    {
        var channelId = ((parameters["channelData"] as JsonObject)?["channel"] as JsonObject)?.Text("id");
        if (channelId is not null)
        {
            if (parameters["activity"] is not JsonObject root)
                return TeamsAnswer.Refuse(TeamsRule.Creation, "a thread without a message", 400, "BadSyntax");
            return _channels.Find(each => each.Id == channelId) is { } channel
                ? channel.Refuse() ?? channel.Begin(root, body)
                : TeamsAnswer.Error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        }
        if (parameters.Items("members") is not [var member] || parameters.Text("tenantId").Length == 0)
            return TeamsAnswer.Refuse(TeamsRule.Creation, "a chat without a member or tenant", 400, "BadSyntax");
        if (!_channels.Exists(each => each.Members.Exists(known => known.Text("id") == member.Text("id"))))
            return TeamsAnswer.Error(403, "BotNotInstalled", "The person has not installed the bot.");
        var id = $"a:{member.Text("id")}";
        if (!_conversations.ContainsKey(id)) _conversations.Add(id, new TeamsConversation(id, "personal", _clock));
        return TeamsAnswer.Id(201, id);
    }

    /// <summary>The chat of a person with the bot.</summary>
    public TeamsConversation ChatOf(string memberId) => Read(() => _conversations[$"a:{memberId}"]);

    private TeamsAnswer? Provoked(TeamsRequest request)
    {
        var i = _provoked.FindIndex(provoked => provoked.For(request));
        if (i < 0) return null;
        var (_, answer) = _provoked[i];
        _provoked.RemoveAt(i);
        _conversations.GetValueOrDefault(request.ConversationId)?.Lose();
        return answer;
    }

    private TeamsConversation Add(string id, string type)
    {
        var conversation = new TeamsConversation(id, type, _clock);
        lock (_lock) _conversations.Add(id, conversation);
        return conversation;
    }
}
