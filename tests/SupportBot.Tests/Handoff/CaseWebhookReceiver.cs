using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
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

    /// <summary>Passes each request on to another receiver, whose answer it gives; null for none.</summary>
    public Uri? Next { get; set; }

    /// <summary>Refuses the events that this holds for, with 500.</summary>
    public Func<JsonNode, bool> Refuses { get; set; } = _ => false;

    public (string Name, string Value)[] Settings =>
    [
        ("Handoff:Webhook:Url", $"{app.Urls.First()}/hook"), ("Handoff:Webhook:Secret", Secret),
        ("Handoff:Webhook:MaxAttempts", "3"),
        // While time passes for the webhook, nothing happens to the cases by itself.
        ("Handoff:AgentAbsenceSeconds", "3600"), ("Handoff:AgentSilenceMinutes", "10080"),
        ("Handoff:MaxWaitMinutes", "10080"),
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

    /// <summary>Posts a body with a signature to a receiver.</summary>
    public static async Task<HttpStatusCode> PostAsync(Uri receiver, string? signature, string body)
    {
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        if (signature is not null) content.Headers.Add(CaseWebhookDelivery.SignatureHeader, signature);
        using var response = await http.PostAsync(receiver, content, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public async Task<IReadOnlyList<Delivery>> WaitAsync(int count)
    {
        while (Received.Count < count) await Task.Delay(5, TestContext.Current.CancellationToken);
        return [.. Received];
    }

    /// <summary>Lets time pass until so many requests have come.</summary>
    public async Task<IReadOnlyList<Delivery>> WaitAsync(int count, FakeTimeProvider clock)
    {
        while (Received.Count < count)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        return [.. Received];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task StartListeningAsync() => app.StartAsync(TestContext.Current.CancellationToken);

    private void Map() => app.MapPost("/hook", async (HttpContext http) =>
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var json = JsonNode.Parse(body)!;
        var signature = http.Request.Headers[CaseWebhookDelivery.SignatureHeader].ToString();
        var status = Statuses.TryDequeue(out var next) ? next
            : Refuses(json) ? 500
            : Next is null ? 204 : (int)await PostAsync(Next, signature, body);
        Received.Enqueue(new Delivery(
            http.Request.Headers[SignedPost.KeyHeader].ToString(), signature, body, json, status));
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
