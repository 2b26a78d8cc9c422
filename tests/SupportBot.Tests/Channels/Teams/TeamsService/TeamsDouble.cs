using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
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
    private readonly TeamsDirectory _directory;
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly List<(Func<TeamsRequest, bool> For, TeamsAnswer Answer)> _provoked = [];
    private readonly HashSet<TeamsRule> _allowed = [];
    private readonly List<Violation> _violations = [];
    private readonly List<TeamsRequest> _requests = [];

    private TeamsDouble(WebApplication app, TimeProvider clock) =>
        (_app, _clock, _directory) = (app, clock, new TeamsDirectory(clock, _lock));

    public string ServiceUrl => $"{_app.Urls.First()}/teams/";

    /// <summary>A PNG that somebody has pasted into a message.</summary>
    public byte[] Picture { get; set; } = [];

    public string PictureUrl => $"{ServiceUrl}v3/attachments/1/views/original";

    /// <summary>All that the bot asked for, in order.</summary>
    public IReadOnlyList<TeamsRequest> Requests => Read(() => _requests.ToList());

    /// <summary>All that the bot broke, allowed or not.</summary>
    public IReadOnlyList<Violation> Violations =>
        Read(() => _violations.Concat(_directory.Unfinished()).ToList());

    public static async Task<TeamsDouble> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var teams = new TeamsDouble(app, clock);
        TeamsRoutes.Map(app.MapGroup("/teams/v3/conversations"), teams);
        app.MapGet("/teams/v3/attachments/1/views/original", () => TypedResults.Bytes(teams.Picture, "image/png"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return teams;
    }

    public TeamsConversation Personal(string id = "a:ann") => _directory.Add(id, "personal");

    public TeamsConversation GroupChat(string id = "19:group@thread.v2") =>
        _directory.Add(id, "groupChat");

    public TeamsConversation Channel(string id = "19:channel@thread.tacv2;messageid=1") =>
        _directory.Add(id, "channel");

    /// <summary>A channel in which the bot creates threads.</summary>
    public TeamsDeskChannel DeskChannel(string id = "19:desk@thread.tacv2") => _directory.AddDesk(id);

    /// <summary>The personal chat with somebody, whoever began it.</summary>
    public TeamsConversation ChatOf(string memberId) => Read(() => _directory.ChatOf(memberId)!);

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

    /// <summary>Answers one request of the bot in a conversation.</summary>
    internal async Task<IResult> AnswerAsync(
        HttpContext http, string conversationId, string activityId,
        Func<TeamsConversation, TeamsRequest, TeamsAnswer> answer)
    {
        var body = await ReadBodyAsync(http);
        var request = new TeamsRequest(
            http.Request.Method, conversationId, activityId, Parse(body), body, _clock.GetUtcNow())
        {
            IsTargeted = http.Request.Query["isTargetedActivity"] == "true",
        };
        return Answer(http, request, () => _directory.Find(conversationId) is { } conversation
            ? answer(conversation, request)
            : TeamsAnswer.NoMember($"conversation {conversationId}"));
    }

    /// <summary>Creates a conversation for the bot.</summary>
    internal async Task<IResult> CreateAsync(HttpContext http)
    {
        var body = await ReadBodyAsync(http);
        var wanted = Parse(body);
        var root = wanted["activity"]?.DeepClone() as JsonObject ?? [];
        var request = new TeamsRequest(http.Request.Method, "", "", root, body, _clock.GetUtcNow())
        {
            Creation = wanted,
        };
        return Answer(http, request, () => _directory.Create(request, wanted));
    }

    private static async Task<string> ReadBodyAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        return await reader.ReadToEndAsync(http.RequestAborted);
    }

    private static JsonObject Parse(string body) => body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject();

    private ContentHttpResult Answer(HttpContext http, TeamsRequest request, Func<TeamsAnswer> answer)
    {
        TeamsAnswer said;
        lock (_lock)
        {
            _requests.Add(request);
            said = Provoked(request) ?? _directory.DeskOf(request)?.Refuse() ?? answer();
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
        _directory.Find(request.ConversationId)?.Lose();
        return answer;
    }
}
