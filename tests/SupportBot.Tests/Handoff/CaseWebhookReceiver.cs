using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportBot.Handoff;
using SupportBot.Webhooks;

namespace SupportBot.Tests.Handoff;

/// <summary>A server that case events are sent to. It answers 204, or with the next of the given statuses.</summary>
internal sealed class CaseWebhookReceiver(WebApplication app) : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef0123";

    public ConcurrentQueue<Delivery> Received { get; } = new();

    /// <summary>Statuses of the next answers; another for each one given here.</summary>
    public ConcurrentQueue<int> Statuses { get; } = new();

    /// <summary>Refuses the events that this holds for, with 500.</summary>
    public Func<JsonNode, bool> Refuses { get; set; } = _ => false;

    public (string Name, string Value)[] Settings =>
    [
        ("Handoff:Webhook:Url", $"{app.Urls.First()}/hook"), ("Handoff:Webhook:Secret", Secret),
        ("Handoff:Webhook:MaxAttempts", "3"),
    ];

    public static async Task<CaseWebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new CaseWebhookReceiver(builder.Build());
        receiver.Map();
        await receiver.StartListeningAsync();
        return receiver;
    }

    public async Task<IReadOnlyList<Delivery>> WaitAsync(int count)
    {
        while (Received.Count < count) await Task.Delay(5, TestContext.Current.CancellationToken);
        return [.. Received];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task StartListeningAsync() => app.StartAsync(TestContext.Current.CancellationToken);

    private void Map() => app.MapPost("/hook", async (HttpContext http) =>
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var json = JsonNode.Parse(body)!;
        var status = Statuses.TryDequeue(out var next) ? next : Refuses(json) ? 500 : 204;
        Received.Enqueue(new Delivery(
            http.Request.Headers[SignedPost.KeyHeader].ToString(),
            http.Request.Headers[CaseWebhookDelivery.SignatureHeader].ToString(), body, json, status));
        if (status == 307) http.Response.Headers.Location = "/hook";
        http.Response.StatusCode = status;
    });
}

/// <param name="Key">The header Idempotency-Key.</param>
/// <param name="Signature">The header SupportBot-Signature.</param>
/// <param name="Body">As it was sent.</param>
/// <param name="Json">The same, parsed.</param>
/// <param name="Status">The answer.</param>
internal sealed record Delivery(string Key, string Signature, string Body, JsonNode Json, int Status)
{
    public string CaseId => (string)Json["caseId"]!;

    public long Sequence => (long)Json["sequence"]!;

    public string State => (string)Json["state"]!;
}
