using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Cli;

public sealed class PrivacyCommandTests
{
    [Fact]
    public async Task A_conversation_is_listed_exported_and_erased()
    {
        using var program = new Program();
        await StartAsync(program.PathOf("data/supportbot.db"), TimeProvider.System.GetUtcNow());

        var listed = await program.RunAsync("conversations", "list", "--visitor", "ann", "--json");
        var conversation = listed.Json.GetProperty("conversations")[0];
        Assert.Equal(
            ("c1", "Zylophant?"),
            (conversation.GetProperty("id").GetString(), conversation.GetProperty("question").GetString()));
        Assert.Contains(
            "Zylophant?", (await program.RunAsync("conversations", "list")).Output, StringComparison.Ordinal);

        var exported = (await program.RunAsync("conversations", "export", "--visitor", "ann")).Json.GetProperty(
            "conversations")[0];
        Assert.Equal(
            "Zylophant?", exported.GetProperty("activity")[0].GetProperty("json").GetProperty("text").GetString());
        Assert.Equal(
            ("c1", "ann"),
            (exported.GetProperty("id").GetString(), exported.GetProperty("turn")[0].GetProperty("userId").GetString())
        );
        Assert.EndsWith(
            "Z", exported.GetProperty("conversation")[0].GetProperty("startedAt").GetString(),
            StringComparison.Ordinal);

        var erased = await program.RunAsync("conversations", "erase", "c1", "--reason", "asked for");
        Assert.Equal((0, ""), (erased.ExitCode, erased.Errors));
        Assert.StartsWith("1 conversation erased;", erased.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await program.RunAsync("conversations", "list")).ExitCode);
        Assert.Equal(1, (await program.RunAsync("conversations", "export", "c1")).ExitCode);
        Assert.Equal(1, (await program.RunAsync("conversations", "erase", "c1")).ExitCode);
        Assert.NotEqual(0, (await program.RunAsync("conversations", "erase")).ExitCode);
    }

    [Fact]
    public async Task What_is_over_its_time_is_counted_and_removed()
    {
        using var program = new Program();
        await StartAsync(program.PathOf("data/supportbot.db"), TimeProvider.System.GetUtcNow().AddDays(-100));
        var activities = (await program.RunAsync("retention", "status", "--json")).Json.GetProperty("kept")[0];
        Assert.Equal((90, 1), (activities.GetProperty("days").GetInt32(), activities.GetProperty("over").GetInt32()));
        Assert.StartsWith(
            "Removed: 1 activities,", (await program.RunAsync("retention", "prune")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await program.RunAsync("conversations", "list")).ExitCode);
    }

    [Fact, Trait("Category", "Full")]
    public async Task What_models_took_is_shown_by_day_with_the_caps_of_today()
    {
        using var program = new Program();
        var file = await program.CreateDatabaseAsync();
        Assert.Equal(1, (await program.RunAsync("usage")).ExitCode);
        await using (var database = await Database.OpenAsync(file, Cancel))
            await database.WriteAsync(session => session.ExecuteAsync(
                """
                INSERT INTO usage (brand, day, model, calls, prompt_tokens, completion_tokens, cost, prices_of)
                VALUES ('default', @today, 'gpt', 3, 900, 100, 2500, '2026-11-01'), ('default', '2020-01-01', 'old', 1,
                    1, 1, 1, '')
                """, new { today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", null) }), Cancel);

        var usage = (await program.RunAsync("usage", "--json")).Json;
        var day = Assert.Single(usage.GetProperty("days").EnumerateArray());
        Assert.Equal(
            ("gpt", 0.0025m, "2026-11-01"),
            (
                day.GetProperty("model").GetString(), day.GetProperty("cost").GetDecimal(),
                day.GetProperty("pricesOf").GetString()));
        Assert.Equal(
            (1000, 2_000_000),
            (
                usage.GetProperty("today").GetProperty("tokens").GetInt32(),
                usage.GetProperty("today").GetProperty("mostTokens").GetInt32()));
        var shown = await program.RunAsync("usage", "--days", "10000");
        Assert.Contains("cost 0.0025 by the prices of 2026-11-01", shown.Output, StringComparison.Ordinal);
        Assert.Contains("1000 of 2000000 tokens", shown.Output, StringComparison.Ordinal);
        Assert.Contains("cost not counted", shown.Output, StringComparison.Ordinal);
    }

    private static async Task StartAsync(string file, DateTimeOffset at)
    {
        await using var database = await Database.OpenAsync(file, Cancel);
        await new ConversationStore(
            database, "default", new MessageRate(10, 10),
            new Microsoft.Extensions.Time.Testing.FakeTimeProvider(at)).ReceiveAsync(
            new Conversation("c1", "ann", null, "en", 0),
            "webchat",
            new Arrival("c1", "ann", "1", "message", _ => new LogEntry("q1", """{"text":"Zylophant?"}"""u8.ToArray())),
            Cancel);
        await database.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO reply (brand, conversation_id, number, activity_id, message_id, question, kind, answer)
            VALUES ('default', 'c1', 2, 'a2', 'q1', 'Zylophant?', 'refused', '{}')
            """), Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
