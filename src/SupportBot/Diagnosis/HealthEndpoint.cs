using SupportBot.Core.Knowledge;

namespace SupportBot.Diagnosis;

/// <summary>
/// <c>GET /health</c> for load balancers and probes. A host without a search still takes messages and offers people, so
/// it answers 200 and says what is degraded; the reason is for the log and <c>supportbot doctor</c> alone.
/// </summary>
internal static class HealthEndpoint
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health", async (ISearchEngine engine, TimeProvider time, CancellationToken cancellationToken) =>
            await CanSearchAsync(engine, time, cancellationToken)
                ? new Health("ok", "ok")
                : new Health("degraded", "unavailable"));
        return endpoints;
    }

    private static async Task<bool> CanSearchAsync(ISearchEngine engine, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
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

    /// <param name="Status"><c>ok</c> or <c>degraded</c>.</param>
    /// <param name="Search"><c>ok</c> or <c>unavailable</c>.</param>
    private sealed record Health(string Status, string Search);
}
