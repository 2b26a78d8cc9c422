using SupportBot.Core.Knowledge;

namespace SupportBot.Conformance.Engines;

public abstract partial class SearchEngineConformance
{
    [Fact]
    public async Task What_was_applied_survives_the_end_of_the_process()
    {
        await Apply(
            Some.Changes(5, Version("a.md", "words", 3), Some.Internal("b.md", "words").With(Some.Vector(0, 1))));
        await Engine.ReplaceVectorsAsync(Some.Vectors(Some.OtherModel, ("a.md#1", Some.Vector(1, 0))), Token);
        await Reopen();
        Assert.Equal((5, Some.OtherModel), await Stands());
        Assert.Equal(["a.md#0", "a.md#1", "a.md#2"], await Words("words"));
        Assert.Equal(["a.md#1"], await Near(Some.OtherModel, 1, 0));
        await Apply(Some.Changes(6, Version("a.md", "newer", 1)) with { ModelHash = Some.OtherModel });
        await Reopen();
        Assert.Equal(["a.md#0"], await Words("words newer"));
        Assert.Equal(["a.md#0"], await Near(Some.OtherModel, 1, 0));
    }

    [Fact]
    public async Task A_second_opener_sees_what_the_first_commits()
    {
        var second = await Open();
        for (var i = 1; i <= 3; i++)
        {
            await Apply(Some.Changes(i, Version("a.md", $"edition{i}", i)));
            var hits = await second.SearchAsync(
                new SearchRequest($"edition{i}", Some.Customers, Some.Vector(1, 0), Some.Model), Token);
            Assert.Equal(i, hits.Bm25.Count);
            Assert.Equal(i, hits.Vector.Count);
            Assert.Equal(i, (await second.CountAsync([$"edition{i}"], "en", Token)).PerWord[0]);
            Assert.Equal((i, Some.Model), await Stands(second));
        }
    }

    [Fact]
    public async Task An_engine_that_says_it_only_reads_refuses_to_write()
    {
        var second = await Open();
        Assert.False(Engine.IsReadOnly);
        if (second.IsReadOnly)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                second.ApplyAsync(Some.Changes(1, Version("a.md", "words", 1)), Token));
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                second.ReplaceVectorsAsync(Some.Vectors(Some.Model), Token));
            Assert.Empty(await Words("words"));
        }
        else
        {
            await second.ApplyAsync(Some.Changes(1, Version("a.md", "words", 1)), Token);
            Assert.Equal(["a.md#0"], await Words("words"));
        }
    }

    [Fact]
    public async Task After_the_owner_has_gone_the_next_opener_writes()
    {
        await Add(Version("a.md", "words", 1));
        var reader = await Open();
        await Close(Engine);
        var next = await Open();
        Assert.False(next.IsReadOnly);
        await next.ApplyAsync(Some.Changes(2, Version("b.md", "words", 1)), Token);
        Assert.Equal(2, (await reader.SearchAsync(new SearchRequest("words", Some.Customers), Token)).Bm25.Count);
    }

    [Fact]
    public async Task No_search_sees_a_part_of_a_change()
    {
        await Add(Version("a.md", "words", 3), Version("b.md", "words", 7));
        var writing = Task.Run(async () =>
        {
            for (var round = 0; round < 15; round++)
                    await Apply(
                        Some.Changes(
                            2 + round, Version("a.md", "words", round % 2 == 0 ? 7 : 3),
                            Version("b.md", "words", round % 2 == 0 ? 3 : 7)));
        }, Token);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            do
            {
                var hits = await Search(new SearchRequest("shared", Some.Customers, Some.Vector(1, 0), Some.Model));
                Assert.Equal(10, hits.Bm25.Count);
                                Assert.Equal(
                                    Ids(hits.Bm25).Order(StringComparer.Ordinal),
                                    Ids(hits.Vector).Order(StringComparer.Ordinal));
            }
            while (!writing.IsCompleted);
        }, Token)));
        await writing;
    }

    [Fact]
    public async Task Writers_beside_each_other_all_count()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
                await Apply(Some.Changes(1 + writer * 5 + i, Version($"{writer}-{i}.md", $"by{writer}", 2)));
        }, Token)));
        Assert.Equal(60, (await Words("shared", top: 100)).Length);
        for (var writer = 0; writer < 6; writer++) Assert.Equal(10, (await Words($"by{writer}")).Length);
        Assert.Equal(30, (await State()).Position);
    }

    [Fact]
    public async Task Ten_thousand_documents_are_kept_found_and_deleted()
    {
        var documents = Enumerable
            .Range(0, 10_000)
            .Select(i =>
                Some.Document($"{i}.md", $"number{i} of group{i % 100} in common").With(Some.Vector(1, i / 100f)));
        await Add([.. documents]);
        Assert.Equal(["4711.md#0"], await Words("number4711"));
        Assert.Equal(100, (await Words("group42", top: 200)).Length);
        Assert.Equal(["0.md#0", "1.md#0"], (await Near(Some.Model, 1, 0))[..2]);
        await Counts(10_000, [("common", 10_000), ("group7", 100)]);
        await Apply(Some.Deletion(2, [.. Enumerable.Range(0, 10_000).Where(i => i % 2 == 1).Select(i => $"{i}.md")]));
        Assert.Empty(await Words("number4711"));
        Assert.Equal(["0.md#0", "2.md#0"], (await Near(Some.Model, 1, 0))[..2]);
        await Counts(5_000, [("common", 5_000), ("group7", 0), ("group8", 100)]);
        await Reopen();
        Assert.Equal(["4712.md#0"], await Words("number4712"));
    }

    private async Task Reopen()
    {
        await Close(Engine);
        await Open();
    }
}
