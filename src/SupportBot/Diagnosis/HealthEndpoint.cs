using Microsoft.AspNetCore.Http.HttpResults;
using SupportBot.Contact;
using SupportBot.Core.Knowledge;
using SupportBot.Handoff;
using SupportBot.Hosting;

namespace SupportBot.Diagnosis;

// GET /health for load balancers and probes. Without search a host still accepts messages and offers a contact, so it
// returns 200 and "degraded", as it does while messages of customers or case events cannot be sent. While a background
// service fails it returns 503 with the name of the service; the reason appears only in the log and in "supportbot
// doctor".
internal static class HealthEndpoint
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health", CheckAsync);
        return endpoints;
    }

    private static async Task<JsonHttpResult<Health>> CheckAsync(
        ISearchEngine engine, BackgroundVectors vectors, CurrentEmbedding embedding, ContactDelivery contact,
        CaseWebhookDelivery webhook, ServiceSupervisor supervisor, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var search = await CanSearchAsync(engine, time, cancellationToken);
        var failing = supervisor.Failing;
        var (sends, tells) = (contact.Backlog?.IsHealthy, webhook.Backlog?.IsHealthy);
        var isGood = search && sends != false && tells != false;
        var status = failing.Count > 0 ? "unhealthy" : isGood ? "ok" : "degraded";
        return TypedResults.Json(
            new Health(
                status, search ? "ok" : "unavailable", failing, VectorHealth.Of(vectors.Progress, embedding.Model),
                Word(sends), Word(tells)),
            statusCode: failing.Count > 0 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static string? Word(bool? works) => works switch { null => null, true => "ok", false => "failing" };

    private static async Task<bool> CanSearchAsync(
        ISearchEngine engine, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await engine.CountAsync([], "en", either.Token);
            return true;
        }
        catch (Exception e) when (e is SearchUnavailableException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    // Status is "ok", "degraded" or "unhealthy"; Search is "ok" or "unavailable"; Failing lists background services;
    // Vectors is null without an embedding that is stored; Contact and Webhook are "ok" or "failing", null
    // without a message form, and without a webhook for case events.
    internal sealed record Health(
        string Status, string Search, IReadOnlyList<string> Failing, VectorHealth? Vectors, string? Contact,
        string? Webhook);

    // Model is the hash of the embedding that is chosen, InUse whether the search goes by it already. Done and Total
    // count passages: sections and their blocks.
    internal sealed record VectorHealth(string Model, bool InUse, int Done, int Total)
    {
        public static VectorHealth? Of(VectorProgress? progress, EmbeddingModel? inUse) => progress is null
            ? null
            : new(progress.ModelHash, inUse?.Hash == progress.ModelHash, progress.Done, progress.Total);
    }
}
