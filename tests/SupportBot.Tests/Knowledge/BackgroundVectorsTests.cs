using SupportBot.Core.Knowledge;
using SupportBot.Core.Privacy;

namespace SupportBot.Tests.Knowledge;

/// <summary>Vectors of sections and blocks that take long to make.</summary>
public sealed class BackgroundVectorsTests : IAsyncLifetime
{
    private const string Kettle = "# Kettle\n\nIt boils water.\n\nClean it with vinegar.";
    private const string Toaster = "# Toaster\n\nIt toasts bread.\n\nEmpty it of crumbs.";

    private VectorRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await VectorRig.CreateAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Documents_are_found_by_words_while_their_vectors_are_made_and_then_by_both()
    {
        _rig.Embedding.Hold();
        await _rig.AddAsync("kettle.md", Kettle);
        var running = _rig.RunAsync();
        await _rig.Embedding.Held;
        await _rig.AddAsync("toaster.md", Toaster);
        Assert.Equal([("toaster.md", false)], await _rig.FindAsync("bread"));
        Assert.Null(_rig.Current.Model);

        _rig.Embedding.GoOn();
        await running;
        Assert.Equal([("toaster.md", true), ("kettle.md", true)], await _rig.FindAsync("bread"));
        var state = await _rig.StateAsync();
        Assert.Equal((false, "slow"), (state.HasGaps, state.ModelHash));
    }

    [Fact]
    public async Task Newest_documents_come_first_and_all_sections_before_the_blocks()
    {
        await _rig.AddAsync("kettle.md", Kettle);
        await _rig.AddAsync("toaster.md", Toaster);
        await _rig.RunAsync();
        Assert.Equal(
            [
                "Toaster\n\nIt toasts bread.\n\nEmpty it of crumbs.",
                "Kettle\n\nIt boils water.\n\nClean it with vinegar.",
                "Toaster\nIt toasts bread.", "Toaster\nEmpty it of crumbs.", "Kettle\nIt boils water.",
                "Kettle\nClean it with vinegar.",
            ], _rig.Embedding.Passages);
        Assert.Equal(new VectorProgress("slow", 6, 6), _rig.Vectors.Progress);
    }

    [Fact]
    public async Task A_block_that_is_the_whole_section_shares_its_vector()
    {
        await _rig.AddAsync("kettle.md", "# Kettle\n\nIt boils water.");
        await _rig.RunAsync();
        Assert.Single(_rig.Embedding.Passages);
        var chunk = Assert.Single(await _rig.Knowledge.ChunksAsync());
        Assert.Equal(chunk.EmbeddingText, chunk.BlockText(Assert.Single(chunk.Blocks)));
    }

    [Fact]
    public async Task A_restart_and_a_new_index_make_no_vector_again()
    {
        await _rig.AddAsync("kettle.md", Kettle);
        await _rig.RunAsync();
        var made = _rig.Embedding.Passages.Count;

        _rig.Restart();
        await _rig.RunAsync();
        await _rig.Follower.RebuildAsync(cancellationToken: Cancel);
        Assert.Equal([("kettle.md", true)], await _rig.FindAsync("water"));
        Assert.False((await _rig.StateAsync()).HasGaps);
        var chunk = Assert.Single(await _rig.Knowledge.ChunksAsync());
        PassageText[] blocks = [.. chunk.Blocks.Select(block => new PassageText("en", chunk.BlockText(block)))];
        Assert.Equal(2, (await _rig.Model.EmbedPassagesAsync(blocks, Cancel)).Count);
        Assert.Equal(made, _rig.Embedding.Passages.Count);
    }

    [Fact]
    public async Task Vectors_of_the_former_model_serve_until_the_new_ones_are_complete()
    {
        using var letters = new LetterEmbedding();
        var former = new EmbeddingModel("former", letters);
        await _rig.AddAsync("kettle.md", Kettle);
        await _rig.Vectors.RunAsync(former, withBlocks: true, cancellationToken: Cancel);

        _rig.Restart();
        _rig.Embedding.Hold();
        await _rig.Follower.ResumeAsync([_rig.Model, former], Cancel);
        var running = _rig.RunAsync();
        await _rig.Embedding.Held;
        await _rig.AddAsync("toaster.md", Toaster);
        Assert.Equal([("toaster.md", true), ("kettle.md", true)], await _rig.FindAsync("bread"));
        Assert.Equal(
            ("former", "former"), (_rig.Current.Model!.Hash, (await _rig.StateAsync()).ModelHash));

        _rig.Embedding.GoOn();
        await running;
        Assert.Equal([("toaster.md", true), ("kettle.md", true)], await _rig.FindAsync("bread"));
        Assert.Equal(("slow", "slow"), (_rig.Current.Model!.Hash, (await _rig.StateAsync()).ModelHash));
    }

    [Fact]
    public async Task A_later_document_gets_its_vectors_alone()
    {
        await _rig.AddAsync("kettle.md", Kettle);
        await _rig.RunAsync();
        await _rig.AddAsync("toaster.md", Toaster);
        Assert.Equal([("toaster.md", false), ("kettle.md", true)], await _rig.FindAsync("bread"));
        Assert.True((await _rig.StateAsync()).HasGaps);

        _rig.Embedding.Passages.Clear();
        await _rig.RunAsync();
        Assert.Equal([("toaster.md", true), ("kettle.md", true)], await _rig.FindAsync("bread"));
        Assert.False((await _rig.StateAsync()).HasGaps);
        Assert.Equal(3, _rig.Embedding.Passages.Count);
        Assert.All(_rig.Embedding.Passages, text => Assert.StartsWith("Toaster\n", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gaps_of_a_time_without_the_model_are_filled_after_a_restart()
    {
        await _rig.AddAsync("kettle.md", Kettle);
        await _rig.RunAsync();
        _rig.Embedding.IsAway = true;
        await _rig.AddAsync("toaster.md", Toaster);
        await Assert.ThrowsAsync<EmbeddingUnavailableException>(() => _rig.RunAsync());
        var gaps = await _rig.StateAsync();
        Assert.True(gaps.HasGaps && gaps.GapsAfter > 0);

        _rig.Restart();
        _rig.Embedding.IsAway = false;
        await _rig.RunAsync();
        Assert.Equal([("toaster.md", true), ("kettle.md", true)], await _rig.FindAsync("bread"));
        Assert.Equal((await _rig.StateAsync()).Position, gaps.Position);
        Assert.False((await _rig.StateAsync()).HasGaps);
    }

    [Fact]
    public async Task Many_documents_are_filled_in_steps_and_the_newest_ones_first()
    {
        await _rig.AddAsync("kettle.md", Kettle);
        await _rig.RunAsync();
        await _rig.Knowledge.Store.ApplyAsync(
            "test", [.. Enumerable.Range(0, 100).Select(i => Some.Document($"{i}.md", $"number{i}"))], [], Cancel);
        await _rig.Follower.CatchUpAsync(Cancel);
        _rig.Embedding.Passages.Clear();
        _rig.Embedding.Hold(after: 64);
        var running = _rig.RunAsync();
        await _rig.Embedding.Held;
        Assert.Equal([("97.md", true)], await FindAsync("number97"));
        Assert.DoesNotContain(("3.md", true), await FindAsync("number3"));

        _rig.Embedding.GoOn();
        await running;
        Assert.Equal([("3.md", true)], await FindAsync("number3"));

        async Task<(string, bool)[]> FindAsync(string word) =>
            [.. (await _rig.FindAsync(word)).Where(found => found.Document == $"{word[6..]}.md")];
    }

    [Fact]
    public async Task A_process_beside_the_owner_of_the_index_makes_vectors_that_the_owner_takes()
    {
        await _rig.AddAsync("kettle.md", Kettle);
        using (var beside = _rig.Knowledge.OpenIndex())
        using (var follower = new IndexFollower(_rig.Knowledge.Store, beside, new CurrentEmbedding()))
        using (var vectors = new BackgroundVectors(
            _rig.Knowledge.Store, beside, follower, new CurrentEmbedding(), _rig.Knowledge.Time))
        {
            Assert.True(beside.IsReadOnly);
            await vectors.RunAsync(_rig.Model, withBlocks: true, cancellationToken: Cancel);
        }
        Assert.Null((await _rig.StateAsync()).ModelHash);
        Assert.Equal(3, _rig.Embedding.Passages.Count);
        await _rig.RunAsync();
        Assert.Equal([("kettle.md", true)], await _rig.FindAsync("water"));
        Assert.Equal(3, _rig.Embedding.Passages.Count);
    }

    [Fact]
    public async Task Vectors_of_sections_and_blocks_in_use_do_not_expire_and_those_of_deleted_documents_do()
    {
        await _rig.AddAsync("kettle.md", Kettle);
        await _rig.AddAsync("toaster.md", Toaster);
        await _rig.RunAsync();
        _rig.Knowledge.Delete("toaster.md");
        await _rig.Knowledge.IngestAsync();
        for (var month = 0; month < 8; month++)
        {
            _rig.Knowledge.Time.Advance(TimeSpan.FromDays(30));
            await _rig.RunAsync();
        }
        var before = _rig.Knowledge.Time.GetUtcNow() - TimeSpan.FromDays(180);
        Assert.Equal(3, await _rig.Knowledge.Database.WriteAsync(
            session => ExpiredVectors.RemoveAsync(session, "default", before), Cancel));
        Assert.Equal(new VectorProgress("slow", 3, 3), _rig.Vectors.Progress);
        Assert.Equal(6, _rig.Embedding.Passages.Count);
    }

    [Fact]
    public async Task Without_documents_no_model_is_taken()
    {
        await _rig.RunAsync();
        Assert.Null(_rig.Current.Model);
        Assert.Null((await _rig.StateAsync()).ModelHash);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
