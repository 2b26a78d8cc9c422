using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>
/// A channel's Connector on a free port: takes messages and gives them ids, or answers as a test says.
/// </summary>
internal sealed class ConnectorDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JsonNode> _messages = Channel.CreateUnbounded<JsonNode>();
    private int _count;

    private ConnectorDouble(WebApplication app) => _app = app;

    /// <summary>What it answers to a message; null to take it.</summary>
    public Func<JsonNode, IResult?> Answer { get; set; } = _ => null;

    /// <summary>Until it completes, nobody gets an answer.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    /// <summary>The members of every conversation, as JSON; null where it does not say.</summary>
    public string? Members { get; set; } = TeamsRoster.OwnUser;

    public string ServiceUrl => _app.Urls.Single();

    public static async Task<ConnectorDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var channel = new ConnectorDouble(app);
        app.MapPost("/v3/conversations/{conversation}/activities/{replyTo?}", channel.TakeAsync);
        app.MapGet("/v3/conversations/{conversation}/members/{member}", () => channel.Say(channel.Members));
        app.MapGet(
            "/v3/conversations/{conversation}/pagedmembers",
            () => channel.Say($$"""{"members":[{{channel.Members}}]}"""));
        await app.StartAsync();
        return channel;
    }

    /// <summary>The next message that came, taken or not.</summary>
    public Task<JsonNode> NextAsync() =>
        _messages.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>The messages that came and were not looked at.</summary>
    public IReadOnlyList<JsonNode> Rest()
    {
        var rest = new List<JsonNode>();
        while (_messages.Reader.TryRead(out var message)) rest.Add(message);
        return rest;
    }

    private IResult Say(string? json) =>
        Members is null ? Results.StatusCode(403) : Results.Text(json, "application/json");

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var activity = (await JsonNode.ParseAsync(request.Body))!;
        if (activity["type"]!.GetValue<string>() != "message") return Results.Json(new { id = "live" });
        var answer = Answer(activity);
        _messages.Writer.TryWrite(activity);
        await Open;
        return answer ?? Results.Json(new { id = $"r{Interlocked.Increment(ref _count)}" });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
