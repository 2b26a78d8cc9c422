using SupportBot.Core.Knowledge;
using SupportBot.Embedded;

namespace SupportBot.Tests.Embedded;

/// <summary>
/// Two engines on one folder exclude each other as two processes do: the lock belongs to the open file.
/// </summary>
public sealed class IndexOwnershipTests : IDisposable
{
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("index");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_began_beside_a_command_takes_the_index_over_once_that_has_ended()
    {
        var command = new EmbeddedSearchEngine(_folder.FullName);
        using var host = new EmbeddedSearchEngine(_folder.FullName);
        Assert.True(host.IsReadOnly);
        await command.ApplyAsync(new IndexChanges([], [], 7), Token);
        command.Dispose();
        Assert.False(host.IsReadOnly);
        Assert.Equal(7, (await host.StateAsync(Token)).Position);
        await host.ApplyAsync(new IndexChanges([], [], 8), Token);
        Assert.Equal(8, (await host.StateAsync(Token)).Position);
    }

    [Fact]
    public async Task Only_one_of_many_openers_owns_the_index()
    {
        var engines = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => new EmbeddedSearchEngine(_folder.FullName))));
        Assert.Single(engines, engine => !engine.IsReadOnly);
        foreach (var engine in engines) engine.Dispose();
    }

    [Fact, Trait("Category", "Full")]
    public async Task Readers_that_open_while_the_owner_commits_and_merges_always_find_a_whole_commit()
    {
        using var owner = new EmbeddedSearchEngine(_folder.FullName);
        await owner.ApplyAsync(Changes(1), Token);
        var writing = Task.Run(async () =>
        {
            for (var position = 2; position <= 60; position++) await owner.ApplyAsync(Changes(position), Token);
        }, Token);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            do
            {
                using var reader = new EmbeddedSearchEngine(_folder.FullName);
                Assert.True(reader.IsReadOnly);
                Assert.Equal(5, (await FindAsync(reader)).Bm25.Count);
            }
            while (!writing.IsCompleted);
        }, Token)));
        await writing;
    }

    [Fact]
    public async Task A_damaged_index_is_left_to_its_owner_and_repaired_by_the_next_one()
    {
        using (var owner = new EmbeddedSearchEngine(_folder.FullName))
        {
            await owner.ApplyAsync(Changes(1), Token);
            foreach (var file in _folder.GetFiles("segments_*"))
                await File.WriteAllTextAsync(file.FullName, "damaged", Token);
            var files = _folder.GetFiles().Select(file => file.Name).ToHashSet();
            using var command = new EmbeddedSearchEngine(_folder.FullName);
            Assert.True(command.IsReadOnly);
            await Assert.ThrowsAsync<SearchUnavailableException>(() => FindAsync(command));
            Assert.Equal(files, _folder.GetFiles().Select(file => file.Name).ToHashSet());
        }
        using var next = new EmbeddedSearchEngine(_folder.FullName);
        Assert.Equal(0, (await next.StateAsync(Token)).Position);
        await next.ApplyAsync(Changes(1), Token);
        Assert.Equal(5, (await FindAsync(next)).Bm25.Count);
    }

    [Fact]
    public async Task A_search_that_is_cancelled_while_it_scans_ends()
    {
        using var engine = new EmbeddedSearchEngine(_folder.FullName);
        await engine.ApplyAsync(Changes(1), Token);
        using var cancellation = new CancellationTokenSource();
        var request = new SearchRequest("words", new CancellingAudiences(cancellation), new[] { 1f, 0f }, "model");
        await Assert.ThrowsAsync<OperationCanceledException>(() => engine.SearchAsync(request, cancellation.Token));
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            engine.CountAsync(["words"], "en", cancellation.Token));
        Assert.Equal(5, (await FindAsync(engine)).Vector.Count);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<SearchHits> FindAsync(EmbeddedSearchEngine engine) =>
        engine.SearchAsync(new SearchRequest("words", Customers, new[] { 1f, 0f }, "model"), Token);

    private static IndexChanges Changes(int position) =>
        new([.. Enumerable.Range(0, 5).Select(number => Document(number, position))], [], position, ModelHash: "model");

    private static IndexedDocument Document(int number, int version) => new($"{number}.md",
        [
            new Chunk
            {
                    DocumentId = $"{number}.md",
                    Version = version,
                    Ordinal = 0,
                    Title = "Title",
                    Section = "",
                    Url = "https://docs.test/",
                Text = $"words of number {number}", Audience = Audience.Public, Language = "en",
            },
        ],
        [new[] { 1f, 0f }]);

    /// <summary>
    /// Cancels when the engine asks who may see a chunk, which is after it began and before it scans.
    /// </summary>
    private sealed class CancellingAudiences(CancellationTokenSource cancellation) : IReadOnlySet<Audience>
    {
        public int Count => Customers.Count;

        public bool Contains(Audience item)
        {
            cancellation.Cancel();
            return Customers.Contains(item);
        }

        public bool IsProperSubsetOf(IEnumerable<Audience> other) => Customers.IsProperSubsetOf(other);

        public bool IsProperSupersetOf(IEnumerable<Audience> other) => Customers.IsProperSupersetOf(other);

        public bool IsSubsetOf(IEnumerable<Audience> other) => Customers.IsSubsetOf(other);

        public bool IsSupersetOf(IEnumerable<Audience> other) => Customers.IsSupersetOf(other);

        public bool Overlaps(IEnumerable<Audience> other) => Customers.Overlaps(other);

        public bool SetEquals(IEnumerable<Audience> other) => Customers.SetEquals(other);

        public IEnumerator<Audience> GetEnumerator() => Customers.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
