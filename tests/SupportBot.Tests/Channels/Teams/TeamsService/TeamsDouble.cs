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

    /// <summary>Answers the next request of a kind as the test says, whatever the rules are.</summary>
    public void Provoke(Func<TeamsRequest, bool> request, TeamsAnswer answer)
    {
        lock (_lock) _provoked.Add((request, answer));
    }

    /// <summary>The test makes the bot break a rule.</summary>
    public void Allow(params TeamsRule[] rules) => _allowed.UnionWith(rules);

    public IReadOnlyList<Violation> Faults => [.. Violations.Where(violation => !_allowed.Contains(violation.Rule))];

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
            body, _clock.GetUtcNow());
        TeamsAnswer said;
        lock (_lock)
        {
            _requests.Add(request);
            said = Provoked(request) ?? (_conversations.TryGetValue(conversationId, out var conversation)
                ? answer(conversation, request)
                        : TeamsAnswer.Refuse(
                            TeamsRule.Conversation, $"conversation {conversationId}", 403, "BotNotInConversationRoster")
                );
            if (said.Broken is { } broken) _violations.Add(broken);
        }
        if (said.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.Text(said.Body.ToJsonString(), "application/json", statusCode: said.Status);
    }

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
