using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Conversations;

public sealed class FeedbackStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("feedback");
    private Database _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "supportbot.db"), Cancel);
        await _database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "INSERT INTO conversation (brand, id, channel, owner, started_at, last_number) VALUES ('default', "
                        + "'c1', 'webchat', 'bot', 0, 0), ('default', 'c2', 'webchat', 'bot', 0, 0), ('other', 'c1', "
                        + "'webchat', 'bot', 0, 0)"),
            Cancel);
    }

    [Fact]
    public async Task A_thumb_is_kept_with_its_words()
    {
        var store = new FeedbackStore(_database, "default");
        var given = new Feedback("c1", "c1|0000002", "u1", Helpful: false, "Das fehlt: „Größe“ 👎", Noon);
        await store.SaveAsync(given, Cancel);
        Assert.Equal(given, Assert.Single(await store.ReadAsync("c1", Cancel)));
    }

    [Fact]
    public async Task A_changed_mind_replaces_the_former_opinion()
    {
        var store = new FeedbackStore(_database, "default");
        await store.SaveAsync(new("c1", "c1|0000002", "u1", Helpful: false, "no", Noon), Cancel);
        var last = new Feedback("c1", "c1|0000002", "u1", Helpful: true, "", Noon.AddMinutes(1));
        await store.SaveAsync(last, Cancel);
        Assert.Equal(last, Assert.Single(await store.ReadAsync("c1", Cancel)));
    }

    [Fact]
    public async Task Brands_and_conversations_do_not_see_each_other()
    {
        await new FeedbackStore(_database, "other").SaveAsync(
            new("c1", "c1|0000002", "u1", Helpful: true, "", Noon), Cancel);
        var store = new FeedbackStore(_database, "default");
        await store.SaveAsync(new("c2", "c2|0000002", "u1", Helpful: true, "", Noon), Cancel);
        Assert.Empty(await store.ReadAsync("c1", Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
