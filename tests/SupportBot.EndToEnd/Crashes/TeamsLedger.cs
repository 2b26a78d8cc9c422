using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>A channel's Connector that notes each message it takes, and outlives the bot.</summary>
internal sealed class TeamsLedger : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _count;

    private TeamsLedger(WebApplication app) => _app = app;

    public string ServiceUrl => _app.Urls.Single();

    /// <summary>What each message that it took answers, in order.</summary>
    public ConcurrentQueue<string> Answered { get; } = new();

    /// <summary>The texts of these messages.</summary>
    public ConcurrentQueue<string> Texts { get; } = new();

    public static async Task<TeamsLedger> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var ledger = new TeamsLedger(app);
        app.MapPost("/v3/conversations/{conversation}/activities/{replyTo?}", ledger.TakeAsync);
        app.MapPut("/v3/conversations/{conversation}/activities/{replyTo?}", ledger.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return ledger;
    }

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var activity = (await JsonNode.ParseAsync(request.Body))!;
        if (activity["type"]!.GetValue<string>() == "message")
        {
            Texts.Enqueue(activity["text"]?.GetValue<string>() ?? "");
            Answered.Enqueue(activity["replyToId"]!.GetValue<string>());
        }
        return Results.Json(new { id = $"r{Interlocked.Increment(ref _count)}" });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
