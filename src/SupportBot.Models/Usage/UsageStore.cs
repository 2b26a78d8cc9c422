using System.Globalization;
using SupportBot.Core.Storage;

namespace SupportBot.Models.Usage;

/// <summary>What a brand's models took, by day and model, and the caps on it.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="caps">What may be taken in a day.</param>
/// <param name="pricesOf">The day of the prices; empty where there are none.</param>
/// <param name="time">Tells the day (UTC).</param>
internal sealed class UsageStore(Database database, string brand, DailyCaps caps, string pricesOf, TimeProvider time)
{
    /// <summary>Books the most that a call can take, before it is made; so calls at the same time cannot pass a cap together.</summary>
    /// <returns>Null where a cap would be passed: nothing was booked.</returns>
    public async Task<Booking?> BookAsync(Booking most, CancellationToken cancellationToken)
    {
        var booking = most with { Day = Today };
        return await database.WriteAsync(async session =>
        {
            var taken = await ReadAsync(session, booking.Day).ConfigureAwait(false);
            if (!caps.Allow(taken.Tokens + booking.Tokens, taken.Cost + booking.Cost)) return null;
            await AddAsync(session, booking, calls: 1).ConfigureAwait(false);
            return booking;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces what was booked for a call by what it took.</summary>
    public Task SettleAsync(Booking booked, Booking taken) => database.WriteAsync(session => AddAsync(
        session,
        booked with
        {
            PromptTokens = taken.PromptTokens - booked.PromptTokens,
            CompletionTokens = taken.CompletionTokens - booked.CompletionTokens,
            Cost = taken.Cost - booked.Cost,
        },
        calls: 0));

    private string Today => time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<DayUsage> ReadAsync(Session session, string day) => (await session.FirstOrDefaultAsync<DayUsage>(
        """
        SELECT COALESCE(SUM(prompt_tokens + completion_tokens), 0) AS Tokens, COALESCE(SUM(cost), 0) AS Cost
        FROM usage WHERE brand = @brand AND day = @day
        """, new { brand, day }).ConfigureAwait(false))!;

    private Task<int> AddAsync(Session session, Booking add, int calls) => session.ExecuteAsync(
        """
        INSERT INTO usage (brand, day, model, calls, prompt_tokens, completion_tokens, cost, prices_of)
        VALUES (@brand, @Day, @Model, @calls, @PromptTokens, @CompletionTokens, @Cost, @pricesOf)
        ON CONFLICT (brand, day, model) DO UPDATE SET calls = usage.calls + excluded.calls,
            prompt_tokens = usage.prompt_tokens + excluded.prompt_tokens,
            completion_tokens = usage.completion_tokens + excluded.completion_tokens,
            cost = usage.cost + excluded.cost, prices_of = excluded.prices_of
        """, new { brand, calls, pricesOf, add.Day, add.Model, add.PromptTokens, add.CompletionTokens, add.Cost });

    private sealed record DayUsage(long Tokens, long Cost);
}

/// <summary>What a day may take; 0 for no limit.</summary>
/// <param name="Tokens">Sent and received together.</param>
/// <param name="Cost">In millionths of the prices' currency.</param>
internal sealed record DailyCaps(long Tokens, long Cost)
{
    public bool Allow(long tokens, long cost) => (Tokens == 0 || tokens <= Tokens) && (Cost == 0 || cost <= Cost);
}

/// <summary>What one call takes, or may take at most.</summary>
/// <param name="Model">The model or deployment.</param>
/// <param name="PromptTokens">Tokens sent.</param>
/// <param name="CompletionTokens">Tokens received.</param>
/// <param name="Cost">In millionths of the prices' currency.</param>
/// <param name="Day">Set when it is booked; a call that runs past midnight stays with its day.</param>
internal sealed record Booking(string Model, int PromptTokens, int CompletionTokens, long Cost, string Day = "")
{
    public long Tokens => PromptTokens + CompletionTokens;
}
