using SupportBot.Core.Knowledge;

namespace SupportBot.Conformance.Engines;

public abstract partial class SearchEngineConformance
{
    [Theory]
    [InlineData(5, 2)]
    [InlineData(2, 5)]
    [InlineData(3, 3)]
    public async Task A_new_version_replaces_every_chunk_of_the_old_one(int before, int after)
    {
        await Add(Version("a.md", "old", before), Some.Document("other.md", "shared"));
        await Apply(Some.Changes(2, Version("a.md", "new", after)));
        Assert.Empty(await Words("old"));
        Assert.Equal(after, (await Words("new")).Length);
        Assert.Equal(after + 1, (await Words("shared")).Length);
        Assert.Equal(after, (await Near(Some.Model, 1, 0)).Length);
    }

    [Fact]
    public async Task The_same_changes_applied_twice_have_the_effect_of_once()
    {
        await Add(Version("a.md", "first", 2), Version("gone.md", "gone", 2));
        var changes = Some.Changes(2, Version("a.md", "second", 3), Version("b.md", "second", 1)) with
        {
            Deleted = ["gone.md"],
        };
        await Apply(changes);
        var once = await Words("second shared gone");
        await Apply(changes);
        Assert.Equal(once, await Words("second shared gone"));
        Assert.Equal(4, once.Length);
        Assert.Equal(4, (await Near(Some.Model, 1, 0)).Length);
        Assert.Equal(2, (await State()).Position);
    }

    [Fact]
    public async Task Of_two_versions_in_the_same_changes_the_last_counts()
    {
        await Add(Version("a.md", "first", 3), Version("a.md", "second", 2));
        Assert.Empty(await Words("first"));
        Assert.Equal(2, (await Words("shared")).Length);
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_can_come_back()
    {
        await Add(Version("a.md", "words", 3), Version("b.md", "words", 1));
        await Apply(Some.Deletion(2, "a.md", "never-was.md"));
        Assert.Equal(["b.md#0"], await Words("words"));
        Assert.Equal(["b.md#0"], await Near(Some.Model, 1, 0));
        await Apply(Some.Changes(3, Version("a.md", "words", 2)));
        Assert.Equal(3, (await Words("words")).Length);
        Assert.Equal(3, (await State()).Position);
    }

    [Fact]
    public async Task A_document_whose_id_begins_like_anothers_is_left_alone()
    {
        await Add(Version("a", "words", 1), Version("a#0", "words", 1), Version("a.md", "words", 1));
        await Apply(Some.Deletion(2, "a"));
        Assert.Equal(["a#0#0", "a.md#0"], await Words("words"));
    }

    [Fact]
    public async Task A_document_that_has_become_empty_is_gone()
    {
        await Add(Version("a.md", "words", 2));
        await Apply(Some.Changes(2, new IndexedDocument("a.md", [], [])));
        Assert.Empty(await Words("words"));
        Assert.Equal(2, (await State()).Position);
    }

    [Fact]
    public async Task Changes_that_say_nothing_still_move_the_position_and_older_ones_do_not_move_it_back()
    {
        await Apply(Some.Changes(7));
        Assert.Equal(7, (await State()).Position);
        await Apply(Some.Changes(3));
        Assert.Equal(7, (await State()).Position);
    }

    [Fact]
    public async Task A_rebuild_drops_everything_else_and_sets_position_and_model()
    {
        await Apply(Some.Changes(9, Version("a.md", "old", 3)));
        await Rebuild(Some.Changes(4, Version("b.md", "new", 2)) with { ModelHash = Some.OtherModel });
        Assert.Equal(["b.md#0", "b.md#1"], await Words("old new shared"));
        Assert.Equal(["b.md#0", "b.md#1"], await Near(Some.OtherModel, 1, 0));
        Assert.Equal((4, Some.OtherModel), await Stands());
        await Rebuild();
        Assert.Empty(await Words("new shared"));
        Assert.Equal((0, null), await Stands());
    }

    [Fact]
    public async Task No_search_fails_or_sees_a_part_while_the_index_is_rebuilt()
    {
        await Add(Version("a.md", "words", 3), Version("b.md", "words", 7));
        var pages = Enumerable.Range(0, 10).Select(i => Some.Changes(i + 1, Version($"{i}.md", "words", 1))).ToArray();
        var rebuilding = Task.Run(async () =>
        {
            for (var round = 0; round < 3; round++) await Rebuild(pages);
        }, Token);
        do
        {
            var hits = await Search(new SearchRequest("shared", Some.Customers, Some.Vector(1, 0), Some.Model));
            Assert.Null(hits.Missing);
            Assert.Equal(10, hits.Bm25.Count);
            Assert.Equal(10, hits.Vector.Count);
            await Counts(10, [("shared", 10)]);
        }
        while (!rebuilding.IsCompleted);
        await rebuilding;
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}.md#0"), await Words("words"));
        Assert.Equal((10, Some.Model), await Stands());
    }

    [Fact]
    public async Task What_is_applied_is_seen_when_the_task_completes()
    {
        for (var i = 1; i <= 20; i++)
        {
            await Apply(Some.Changes(i, Some.Document("a.md", $"edition{i}")));
            Assert.Equal(["a.md#0"], await Words($"edition{i}"));
            Assert.Empty(await Words($"edition{i - 1}"));
        }
    }

    [Fact]
    public async Task Changes_that_fail_half_way_leave_no_trace()
    {
        await Add(Version("a.md", "old", 3));
        IndexedDocument[] documents = [Version("a.md", "new", 2), Version("b.md", "new", 2)];
        var failing = Some.Changes(2) with
        {
            Documents = new Interrupted(documents, () => throw new IOException("the source broke")),
        };
        await Assert.ThrowsAsync<IOException>(() => Apply(failing));
        await Assert.ThrowsAsync<IOException>(() => Rebuild(Some.Changes(1, Version("a.md", "new", 2)), failing));
        await Unharmed();
    }

    [Fact]
    public async Task Changes_that_are_cancelled_leave_no_trace()
    {
        await Add(Version("a.md", "old", 3));
        using var cancelled = new CancellationTokenSource();
        IndexedDocument[] documents = [Version("a.md", "new", 2), Version("b.md", "new", 2)];
        var changes = Some.Changes(2) with { Documents = new Interrupted(documents, cancelled.Cancel) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Engine.ApplyAsync(changes, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Engine.ApplyAsync(changes, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Engine.ReplaceVectorsAsync(Some.Vectors(Some.OtherModel, ("a.md#0", Some.Vector(0, 1))), cancelled.Token));
        await Unharmed();
    }

    private async Task Unharmed()
    {
        Assert.Equal((1, Some.Model), await Stands());
        Assert.Empty(await Words("new"));
        Assert.Equal(["a.md#0", "a.md#1", "a.md#2"], await Words("old"));
        Assert.Equal(["a.md#0", "a.md#1", "a.md#2"], await Near(Some.Model, 1, 0));
        await Apply(Some.Changes(2, Version("b.md", "new", 1)));
        Assert.Equal(["b.md#0"], await Words("new"));
    }

    /// <summary>
    /// Chunks that hold the word of their version and one that all versions share, and vectors of one direction.
    /// </summary>
    private static IndexedDocument Version(string id, string word, int chunks) =>
        Some.Document(id, [.. Enumerable.Repeat($"{word} shared", chunks)])
        .With([.. Enumerable.Repeat(Some.Vector(1, 0), chunks)]);

    /// <summary>A list that does something, such as to throw, before its last item is read.</summary>
    private sealed class Interrupted(IReadOnlyList<IndexedDocument> items, Action beforeLast)
        : IReadOnlyList<IndexedDocument>
    {
        public int Count => items.Count;

        public IndexedDocument this[int index]
        {
            get
            {
                if (index == items.Count - 1) beforeLast();
                return items[index];
            }
        }

        public IEnumerator<IndexedDocument> GetEnumerator()
        {
            for (var i = 0; i < Count; i++) yield return this[i];
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
