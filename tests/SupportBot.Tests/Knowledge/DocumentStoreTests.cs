using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class DocumentStoreTests
{
    [Fact]
    public async Task A_new_version_replaces_all_chunks_of_the_old_one()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await knowledge.Store.ApplyAsync("test", [Some.Document("a.md", "one", "two", "three")], [], Cancel);
        await knowledge.Store.ApplyAsync("test", [Some.Document("a.md", "new")], [], Cancel);
        var chunk = Assert.Single(await knowledge.ChunksAsync());
        Assert.Equal(("a.md#0", "new"), (chunk.Id, chunk.Text));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_the_old_version_whole()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await knowledge.Store.ApplyAsync("test", [Some.Document("a.md", "one", "two")], [], Cancel);
        var before = await knowledge.Store.StateAsync(Cancel);
        var broken = Some.Document("a.md", "new") is var document
            ? document with { Chunks = [document.Chunks[0], document.Chunks[0]] }
            : null!;
        await Assert.ThrowsAsync<Core.Storage.StorageException>(() =>
            knowledge.Store.ApplyAsync("test", [Some.Document("b.md", "other"), broken], [], Cancel));
        Assert.Equal(["one", "two"], (await knowledge.ChunksAsync()).Select(chunk => chunk.Text));
        Assert.Equal(before, await knowledge.Store.StateAsync(Cancel));
    }

    [Fact]
    public async Task Changes_come_in_pages_of_whole_documents()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await knowledge.Store.ApplyAsync(
            "test", [Some.Document("a.md", "1", "2", "3"), Some.Document("b.md", "4"), Some.Document("c.md", "5")], [],
            Cancel);
        await knowledge.Store.ApplyAsync("test", [], ["b.md"], Cancel);
        var first = await knowledge.Store.ChangesAsync(0, chunks: 2, Cancel);
        Assert.Equal(["a.md"], first.Documents.Select(document => document.DocumentId));
        var second = await knowledge.Store.ChangesAsync(first.Position, chunks: 2, Cancel);
        Assert.Equal(["c.md"], second.Documents.Select(document => document.DocumentId));
        Assert.Equal(["b.md"], second.Deleted);
        Assert.Equal(second.Position, (await knowledge.Store.StateAsync(Cancel)).LastPosition);
        Assert.Equal(
            second.Position, (await knowledge.Store.ChangesAsync(second.Position, chunks: 2, Cancel)).Position);
    }

    [Fact]
    public async Task Chunks_are_found_by_id_only_while_they_are_live()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await knowledge.Store.ApplyAsync("test", [Some.Document("c#.md", "one", "two")], [], Cancel);
        var found = await knowledge.Store.ChunksAsync(["c#.md#1", "c#.md#7", "gone.md#0", "nonsense"], Cancel);
        Assert.Equal("two", Assert.Single(found).Value.Text);
        await knowledge.Store.ApplyAsync("test", [], ["c#.md"], Cancel);
        Assert.Empty(await knowledge.Store.ChunksAsync(["c#.md#1"], Cancel));
    }

    [Fact]
    public async Task Brands_do_not_see_each_others_documents()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        var other = knowledge.StoreOf("other");
        await knowledge.Store.ApplyAsync("test", [Some.Document("a.md", "ours")], [], Cancel);
        await other.ApplyAsync(
            "test", [Some.Document("a.md", "theirs"), Some.Document("b.md", "theirs too")], [], Cancel);
        Assert.Equal("ours", Assert.Single(await knowledge.ChunksAsync()).Text);
        Assert.Equal(2, (await other.StateAsync(Cancel)).Documents);
        await other.ApplyAsync("test", [], ["a.md"], Cancel);
        Assert.Equal("ours", Assert.Single(await knowledge.ChunksAsync()).Text);
    }

    [Fact]
    public async Task Urls_of_this_host_follow_its_public_address()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        await knowledge.Store.ApplyAsync("test", [Some.Document("a.md", "text")], [], Cancel);
        var behindProxy = new DocumentStore(knowledge.Database, "default", knowledge.Time, "https://help.example.com/");
        Assert.Equal(
            "https://help.example.com/docs/a.md",
            Assert.Single(await behindProxy.ChunksAsync(["a.md#0"], Cancel)).Value.Url);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
