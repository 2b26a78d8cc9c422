using SupportBot.Core.Conversations;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Conversations;

public sealed class ReactionStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly Reaction Like = new("c1", "c1-1", "29:ann", "like", Noon);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reactions");
    private Database _database = null!;
    private ReactionStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "supportbot.db"), Cancel);
        await _database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    "INSERT INTO conversation (brand, id, channel, owner, started_at, last_number) VALUES ('default', "
                        + "'c1', 'msteams', 'bot', 0, 0), ('default', 'c2', 'msteams', 'bot', 0, 0), ('other', 'c1', "
                        + "'msteams', 'bot', 0, 0)"),
            Cancel);
        _store = new ReactionStore(_database, "default");
    }

    [Fact]
    public async Task Reactions_are_kept_until_they_are_taken_back()
    {
        await _store.AddAsync(
            [
                Like,
                Like with
                {
                    Type = "1f389_partypopper",
                },
                Like with
                {
                    UserId = "29:ben",
                    GivenAt = Noon.AddMinutes(1),
                },
            ],
            Cancel);
        await _store.RemoveAsync([Like with { GivenAt = Noon.AddHours(1) }, Like with { Type = "sad" }], Cancel);
        Assert.Equal(
            [("29:ann", "1f389_partypopper"), ("29:ben", "like")],
            (await _store.ReadAsync("c1", Cancel)).Select(reaction => (reaction.UserId, reaction.Type)));
    }

    [Fact]
    public async Task A_reaction_that_comes_twice_is_kept_as_it_was()
    {
        await _store.AddAsync([Like], Cancel);
        await _store.AddAsync([Like with { GivenAt = Noon.AddMinutes(1) }], Cancel);
        Assert.Equal([Like], await _store.ReadAsync("c1", Cancel));
    }

    [Fact]
    public async Task Reactions_of_brands_and_conversations_are_kept_apart()
    {
        await new ReactionStore(_database, "other").AddAsync([Like], Cancel);
        await _store.AddAsync([Like with { ConversationId = "c2" }], Cancel);
        Assert.Empty(await _store.ReadAsync("c1", Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
