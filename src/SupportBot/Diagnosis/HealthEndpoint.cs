using Microsoft.AspNetCore.Http.HttpResults;
using SupportBot.Core.Knowledge;
using SupportBot.Hosting;

namespace SupportBot.Diagnosis;

/// <summary>
/// <c>GET /health</c> for load balancers and probes. A host without a search still takes messages and offers people, so
/// it answers 200 and says what is degraded. While a background service fails it answers 503 with the service's name; the
/// reason is for the log and <c>supportbot doctor</c> alone.
/// </summary>
internal static class HealthEndpoint
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health", CheckAsync);
        return endpoints;
    }

    private static async Task<JsonHttpResult<Health>> CheckAsync(
        ISearchEngine engine, ServiceSupervisor supervisor, TimeProvider time, CancellationToken cancellationToken)
    {
        var search = await CanSearchAsync(engine, time, cancellationToken);
        var failing = supervisor.Failing;
        var status = failing.Count > 0 ? "unhealthy" : search ? "ok" : "degraded";
        return TypedResults.Json(
            new Health(status, search ? "ok" : "unavailable", failing),
            statusCode: failing.Count > 0 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static async Task<bool> CanSearchAsync(ISearchEngine engine, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await engine.CountAsync([], "en", either.Token);
            return true;
        }
        catch (Exception e) when (e is SearchUnavailableException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <param name="Status"><c>ok</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
    /// <param name="Search"><c>ok</c> or <c>unavailable</c>.</param>
    /// <param name="Failing">The background services that fail at present.</param>
    private sealed record Health(string Status, string Search, IReadOnlyList<string> Failing);
}
