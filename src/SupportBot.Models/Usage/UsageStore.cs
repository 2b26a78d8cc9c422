using System.Globalization;
using SupportBot.Core.Storage;

namespace SupportBot.Models.Usage;

// pricesOf is the date of the prices; empty if there are none.
internal sealed class UsageStore(Database database, string brand, DailyCaps caps, string pricesOf, TimeProvider time)
{
    // Reserves the maximum of a call beforehand, so that concurrent calls cannot exceed a cap together. Returns null if
    // a cap would be exceeded.
    public async Task<UsageReservation?> BookAsync(UsageReservation most, CancellationToken cancellationToken)
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

    // Replaces the reservation by the actual usage.
    public Task SettleAsync(UsageReservation booked, UsageReservation taken) => database.WriteAsync(session => AddAsync(
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

    private Task<int> AddAsync(Session session, UsageReservation add, int calls) => session.ExecuteAsync(
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

// 0 means no limit. Tokens are sent and received; cost is in millionths of the currency.
internal sealed record DailyCaps(long Tokens, long Cost)
{
    public bool Allow(long tokens, long cost) => (Tokens == 0 || tokens <= Tokens) && (Cost == 0 || cost <= Cost);
}

// Cost is in millionths of the currency. The day is set on reservation, so a call that runs past midnight counts for
// its first day.
internal sealed record UsageReservation(
    string Model, int PromptTokens, int CompletionTokens, long Cost, string Day = "")
{
    public long Tokens => PromptTokens + CompletionTokens;
}
