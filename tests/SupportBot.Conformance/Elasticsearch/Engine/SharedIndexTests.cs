using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Conformance.Engines;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine;

namespace SupportBot.Conformance.Elasticsearch.Engine;

/// <summary>Several hosts follow one database into one index.</summary>
public sealed class SharedIndexTests : IAsyncLifetime
{
    private Hosts _hosts = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hosts = await Hosts.StartAsync();

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    [Fact]
    public async Task An_older_change_neither_replaces_a_newer_one_nor_brings_back_what_is_deleted()
    {
        var (one, late) = (_hosts.Open(), _hosts.Open());
        await one.ApplyAsync(
            Some.Changes(5, Some.Document("a.md", "first one", "first two"), Some.Document("gone.md", "first")), Token);
        await one.ApplyAsync(Some.Changes(7, Some.Document("a.md", "second")) with { Deleted = ["gone.md"] }, Token);
        await late.ApplyAsync(
            Some.Changes(6, Some.Document("a.md", "first one", "first two"), Some.Document("gone.md", "first")), Token);
        Assert.Empty(await Hosts.WordsAsync(one, "first"));
        Assert.Equal(["a.md#0"], await Hosts.WordsAsync(late, "second"));
        Assert.Equal(7, (await late.StateAsync(Token)).Position);
    }

    [Fact]
    public async Task Hosts_that_follow_the_same_changes_at_once_end_alike()
    {
        var hosts = Enumerable.Range(0, 3).Select(_ => _hosts.Open()).ToList();
        await Task.WhenAll(hosts.Select(host => Task.Run(() => FollowAsync(host), Token)));
        foreach (var host in hosts)
        {
            Assert.Equal(["a.md#0"], await Hosts.WordsAsync(host, "shared"));
            Assert.Equal(["a.md#0"], await Hosts.WordsAsync(host, "edition6"));
            Assert.Equal(6, (await host.StateAsync(Token)).Position);
        }
        Assert.Equal(1, await _hosts.Operator().CountIndicesAsync(Token));
    }

    /// <summary>
    /// As a host does: on from where the index stands, and again where another host took its index away.
    /// </summary>
    private static async Task FollowAsync(ElasticsearchSearchEngine host)
    {
        while ((await host.StateAsync(Token)).Position + 1 is var next && next <= 6)
            try
            {
                await host.ApplyAsync(
                    Some.Changes(
                        next, Some.Document("a.md", [.. Enumerable.Repeat($"edition{next} shared", 7 - (int)next)])),
                    Token);
            }
            catch (SearchUnavailableException)
            {
                // Two hosts made the first index: the one whose index is gone goes on in the other's.
            }
    }

    [Fact]
    public async Task Of_two_hosts_that_make_the_first_index_at_once_one_gives_way_to_the_other()
    {
        var (quick, slow) = (_hosts.Open(), _hosts.Open());
        var change = Some.Changes(1, Some.Document("a.md", "words"));
        var read = new TaskCompletionSource();
        using var swapped = new SemaphoreSlim(0);
        _hosts.Node.Change = (request, reply) =>
        {
            if (request.Path == "/_alias/shop-acme" && read.TrySetResult()) swapped.Wait(Token);
            return reply;
        };
        var late = Task.Run(() => slow.ApplyAsync(change, Token), Token);
        await read.Task.WaitAsync(Token);
        await quick.ApplyAsync(change, Token);
        swapped.Release();
        var failure = await Assert.ThrowsAsync<SearchUnavailableException>(() => late);
        Assert.StartsWith("another host has replaced the index meanwhile", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["a.md#0"], await Hosts.WordsAsync(slow, "words"));
        Assert.Equal(1, await _hosts.Operator().CountIndicesAsync(Token));
    }

    [Fact]
    public async Task What_a_host_wrote_before_it_died_is_not_seen_and_leaves_nothing_behind()
    {
        var host = _hosts.Open();
        await host.ApplyAsync(Some.Changes(1, Some.Document("a.md", "old one", "old two", "old three")), Token);
        _hosts.Node.Instead = request =>
            request.Path.EndsWith("/_refresh", StringComparison.Ordinal) ? new NodeReply(503, null) : null;
        await Assert.ThrowsAsync<SearchUnavailableException>(() =>
            host.ApplyAsync(Some.Changes(2, Some.Document("a.md", [.. Enumerable.Repeat("lost", 6)])), Token));
        Assert.Equal(3, (await Hosts.WordsAsync(host, "old lost")).Length);
        Assert.Equal(1, (await host.StateAsync(Token)).Position);

        _hosts.Node.Instead = null;
        await _hosts.Open().ApplyAsync(Some.Changes(3, Some.Document("a.md", "new")), Token);
        Assert.Empty(await Hosts.WordsAsync(host, "old lost"));
        Assert.Equal(["a.md#0"], await Hosts.WordsAsync(host, "new"));
    }

    [Fact]
    public async Task A_rebuild_that_fails_leaves_no_index_behind()
    {
        var host = _hosts.Open();
        await host.ApplyAsync(Some.Changes(1, Some.Document("a.md", "words")), Token);
        await Assert.ThrowsAsync<IOException>(() => host.RebuildAsync(Broken(), Token));
        Assert.Equal(["a.md#0"], await Hosts.WordsAsync(host, "words"));
        Assert.Equal(
            ("shop-acme-v1", 0),
            await _hosts.Operator().StatusAsync(Token) is var status ? (status.Index, status.Others.Count) : default);

        static async IAsyncEnumerable<IndexChanges> Broken()
        {
            yield return Some.Changes(1, Some.Document("b.md", "words"));
            await Task.Yield();
            throw new IOException("the database is gone");
        }
    }

    [Fact]
    public async Task A_host_finds_the_first_documents_of_a_language_and_the_first_vectors_that_another_wrote()
    {
        var (writer, reader) = (_hosts.Open(), _hosts.Open());
        await writer.ApplyAsync(new IndexChanges([Some.In("en", "en.md", "status")], [], 1), Token);
        Assert.Equal(["en.md#0"], await Hosts.WordsAsync(reader, "status"));
        await writer.ApplyAsync(
            Some.Changes(2, Some.In("de", "de.md", "Status der Häuser").With(Some.Vector(1, 0))), Token);
        var hits = await reader.SearchAsync(
            new SearchRequest("status haus", Some.Customers, Some.Vector(1, 0), Some.Model), Token);
        Assert.Equal(["de.md#0", "en.md#0"], hits.Bm25.Select(hit => hit.ChunkId));
        Assert.Equal(["de.md#0"], hits.Vector.Select(hit => hit.ChunkId));
    }

    [Fact]
    public async Task Beside_a_host_a_command_only_reads_but_may_rebuild()
    {
        await _hosts.Open().ApplyAsync(Some.Changes(1, Some.Document("a.md", "words")), Token);
        var command = _hosts.Open(isReadOnly: () => true);
        Assert.True(command.IsReadOnly);
        await Assert.ThrowsAsync<InvalidOperationException>(() => command.ApplyAsync(Some.Deletion(2, "a.md"), Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            command.ReplaceVectorsAsync(Some.Vectors(Some.Model), Token));
        await command.RebuildAsync(
            new[] { Some.Changes(2, Some.Document("b.md", "words")) }.ToAsyncEnumerable(), Token);
        Assert.Equal(["b.md#0"], await Hosts.WordsAsync(command, "words"));
    }

    [Fact]
    public async Task A_document_whose_id_is_too_long_for_the_server_is_left_out_and_holds_up_no_other()
    {
        var host = _hosts.Open();
        await host.ApplyAsync(
            Some.Changes(1, Some.Document($"{new string('ü', 300)}.md", "words"), Some.Document("a.md", "words")),
            Token);
        Assert.Equal(["a.md#0"], await Hosts.WordsAsync(host, "words"));
    }
}
