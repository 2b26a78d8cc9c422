using System.Globalization;
using SupportBot.Core.Storage;

namespace SupportBot.Models.Usage;

/// <summary>What a brand's models took in the past days; also if none is configured any more.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="time">The clock.</param>
public sealed class UsageHistory(Database database, string brand, TimeProvider time)
{
    /// <summary>The last days, the newest first, and in a day by model.</summary>
    /// <param name="days">How many days, today counted.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<IReadOnlyList<ModelDay>> ReadAsync(int days, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.QueryAsync<ModelDay>(
            """
            SELECT day AS Day, model AS Model, calls AS Calls, prompt_tokens AS PromptTokens,
                completion_tokens AS CompletionTokens, cost AS CostMillionths, prices_of AS PricesOf
            FROM usage WHERE brand = @brand AND day >= @first ORDER BY day DESC, model
            """,
            new { brand, first = FirstDay(days) }), cancellationToken);

    private string FirstDay(int days) =>
        time.GetUtcNow().AddDays(1 - days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What a model took in a day; calls that run count with the most they can take.</summary>
/// <param name="Day">In UTC: <c>2026-11-25</c>.</param>
/// <param name="Model">The model or deployment.</param>
/// <param name="Calls">How often it was called.</param>
/// <param name="PromptTokens">Tokens sent.</param>
/// <param name="CompletionTokens">Tokens received.</param>
/// <param name="CostMillionths">In millionths of the prices' currency.</param>
/// <param name="PricesOf">The day of the prices that the cost was last counted with; empty if there were none.</param>
public sealed record ModelDay(
    string Day, string Model, long Calls, long PromptTokens, long CompletionTokens, long CostMillionths,
    string PricesOf)
{
    /// <summary>In the prices' currency.</summary>
    public decimal Cost => CostMillionths / 1_000_000m;

    /// <summary>Sent and received together.</summary>
    public long Tokens => PromptTokens + CompletionTokens;
}
