using System.Numerics.Tensors;
using SupportBot.Core.Knowledge;

namespace SupportBot.Conformance.Engines;

public abstract partial class SearchEngineConformance
{
    [Fact]
    public async Task The_nearest_chunks_come_first_with_their_cosine()
    {
        await Add(
            Some.Document("a.md", "one", "two", "three").With(Some.Vector(1, 0), Some.Vector(3, 4), Some.Vector(-1, 0))
        );
        var hits = (await Search(new SearchRequest("", Some.Customers, Some.Vector(1, 0), Some.Model))).Vector;
        Assert.Equal(["a.md#0", "a.md#1", "a.md#2"], Ids(hits));
        Assert.All(hits.Zip([1f, .6f, -1f]), pair => Assert.Equal(pair.Second, pair.First.Score, 1e-3f));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(384)]
    public async Task The_vector_leg_finds_what_comparing_all_vectors_finds(int dimensions)
    {
        var random = new Random(dimensions);
        var vectors = Enumerable.Range(0, 300).ToDictionary(i => $"{i}.md", _ => Some.Vector(random, dimensions));
        await Add([.. vectors.Select(v => Some.Document(v.Key, "text").With(v.Value))]);
        for (var i = 0; i < 10; i++)
        {
            var query = Some.Vector(random, dimensions);
            var expected = vectors
                .Select(v => (Id: $"{v.Key}#0", Cosine: TensorPrimitives.Dot<float>(query, v.Value)))
                .OrderByDescending(v => v.Cosine)
                .Take(10)
                .ToList();
            var hits = (await Search(new SearchRequest("", Some.Customers, query, Some.Model, Top: 10))).Vector;
            Assert.Equal(expected.Select(e => e.Id), Ids(hits));
            Assert.All(hits.Zip(expected), pair => Assert.Equal(pair.Second.Cosine, pair.First.Score, 1e-3f));
        }
    }

    [Fact]
    public async Task The_vector_leg_is_empty_for_another_model_or_without_a_query_vector()
    {
        await Add(Some.Document("a.md", "words").With(Some.Vector(1, 0)));
        var asked = new SearchRequest("words", Some.Customers, Some.Vector(1, 0), Some.Model);
        Assert.Single((await Search(asked)).Vector);
        SearchRequest[] incomparable =
        [
            asked with { ModelHash = Some.OtherModel }, asked with { ModelHash = null },
            asked with { Vector = default }, asked with { Vector = Some.Vector(1, 0, 0) },
        ];
        foreach (var request in incomparable)
        {
            var hits = await Search(request);
            Assert.Empty(hits.Vector);
            Assert.Equal(["a.md#0"], Ids(hits.Bm25));
        }
    }

    [Fact]
    public async Task Chunks_without_a_vector_are_found_by_words_alone()
    {
        await Add(Some.Document("with.md", "words").With(Some.Vector(1, 0)), Some.Document("without.md", "words"));
        Assert.Equal(["with.md#0", "without.md#0"], await Words("words"));
        Assert.Equal(["with.md#0"], await Near(Some.Model, 1, 0));
    }

    [Fact]
    public async Task The_first_vectors_decide_the_model_and_those_of_others_are_left_out()
    {
        await Apply(new IndexChanges([Some.Document("text.md", "words")], [], 1));
        Assert.Null((await State()).ModelHash);
        await Apply(Some.Changes(2, Some.Document("first.md", "words").With(Some.Vector(1, 0))));
        await Apply(
            Some.Changes(3, Some.Document("other.md", "words").With(Some.Vector(1, 0))) with
            {
                ModelHash = Some.OtherModel,
            });
        Assert.Equal(Some.Model, (await State()).ModelHash);
        Assert.Equal(["first.md#0"], await Near(Some.Model, 1, 0));
        Assert.Empty(await Near(Some.OtherModel, 1, 0));
        Assert.Equal(3, (await Words("words")).Length);
    }

    [Fact]
    public async Task Documents_that_went_in_without_vectors_are_remembered_until_a_new_set_comes()
    {
        await Add(Some.Document("with.md", "words").With(Some.Vector(1, 0)));
        Assert.False((await State()).HasGaps);
        await Apply(new IndexChanges([Some.Document("without.md", "words")], [], 2));
        Assert.True((await State()).HasGaps);
        await Close(Engine);
        await Open();
        await Apply(Some.Changes(3, Some.Document("later.md", "words").With(Some.Vector(1, 0))));
        Assert.True((await State()).HasGaps);
        await Engine.ReplaceVectorsAsync(Some.Vectors(Some.Model, ("without.md#0", Some.Vector(1, 0))), Token);
        Assert.False((await State()).HasGaps);
    }

    [Fact]
    public async Task Gaps_begin_after_the_documents_that_are_complete_and_end_when_told()
    {
        await Add(Some.Document("with.md", "words").With(Some.Vector(1, 0)));
        var part = Some.Document("part.md", "words");
        await Apply(Some.Changes(2, part, Some.Document("whole.md", "words").With(Some.Vector(1, 1))));
        await Close(Engine);
        await Open();
        Assert.Equal(1, (await State()).GapsAfter);
        await Apply(Some.Changes(3, Some.Document("later.md", "words")));
        Assert.Equal((true, 1), await State() is var state ? (state.HasGaps, state.GapsAfter) : default);

        await Apply(Some.Changes(2, part.With(Some.Vector(0, 1))) with { CompletesVectors = true });
        Assert.True((await State()).HasGaps);
        await Apply(Some.Changes(3, part.With(Some.Vector(0, 1))));
        await Apply(Some.Changes(3) with { CompletesVectors = true });
        Assert.False((await State()).HasGaps);
        Assert.Equal(["part.md#0", "whole.md#0", "with.md#0"], await Near(Some.Model, 0, 1));
    }

    [Fact]
    public async Task A_new_set_of_vectors_can_leave_gaps()
    {
        await Add(Some.Document("a.md", "one").With(Some.Vector(1, 0)));
        await Apply(Some.Changes(5, Some.Document("b.md", "two").With(Some.Vector(0, 1))));
        await Engine.ReplaceVectorsAsync(
            Some.Vectors(Some.OtherModel, ("a.md#0", Some.Vector(1, 0))) with { GapsAfter = 4 }, Token);
        Assert.Equal((true, 4), await State() is var state ? (state.HasGaps, state.GapsAfter) : default);
    }

    [Fact]
    public async Task The_score_is_the_dot_product_with_a_query_of_any_length()
    {
        await Add(Some.Document("a.md", "one", "two").With(Some.Vector(1, 0), Some.Vector(3, 4)));
        var query = new SearchRequest("", Some.Customers, new float[] { 1.5f, 0 }, Some.Model);
        var hits = (await Search(query)).Vector;
        Assert.All(hits.Zip([1.5f, .9f]), pair => Assert.Equal(pair.Second, pair.First.Score, 2e-3f));
        Assert.Equal(["a.md#0", "a.md#1"], Ids(hits));
    }

    [Fact]
    public async Task A_rebuild_leaves_no_gaps_but_its_own()
    {
        await Add(Some.Document("with.md", "words").With(Some.Vector(1, 0)));
        await Apply(
            Some.Changes(2, Some.Document("other.md", "words").With(Some.Vector(1, 0))) with
            {
                ModelHash = Some.OtherModel,
            });
        Assert.True((await State()).HasGaps);
        await Rebuild(Some.Changes(3, Some.Document("with.md", "words").With(Some.Vector(1, 0))));
        Assert.False((await State()).HasGaps);
    }

    [Fact]
    public async Task A_new_version_has_its_own_vectors()
    {
        await Add(
            Some.Document("a.md", "one").With(Some.Vector(1, 0)), Some.Document("b.md", "two").With(Some.Vector(1, 1)));
        await Apply(Some.Changes(2, Some.Document("a.md", "one").With(Some.Vector(0, 1))));
        Assert.Equal(["b.md#0", "a.md#0"], await Near(Some.Model, 1, 0));
        Assert.Equal(["a.md#0", "b.md#0"], await Near(Some.Model, 0, 1));
    }

    [Fact]
    public async Task A_new_set_of_vectors_replaces_the_old_one_at_once()
    {
        await Add(Some.Document("a.md", "one", "two").With(Some.Vector(1, 0), Some.Vector(0, 1)));
        await Engine.ReplaceVectorsAsync(
            Some.Vectors(Some.OtherModel, ("a.md#0", Some.Vector(0, 0, 1)), ("a.md#1", Some.Vector(1, 0, 0))), Token);
        Assert.Equal(Some.OtherModel, (await State()).ModelHash);
        Assert.Equal(["a.md#1", "a.md#0"], await Near(Some.OtherModel, 1, 0, 0));
        Assert.Empty(await Near(Some.Model, 1, 0));
        Assert.Equal(["a.md#0"], await Words("one"));
        Assert.Equal(1, (await State()).Position);
    }

    [Fact]
    public async Task Chunks_that_a_new_set_leaves_out_are_found_by_words_alone()
    {
        await Add(Some.Document("a.md", "one", "two").With(Some.Vector(1, 0), Some.Vector(0, 1)));
        await Engine.ReplaceVectorsAsync(
            Some.Vectors(Some.OtherModel, ("a.md#1", Some.Vector(1, 0)), ("never-was.md#0", Some.Vector(1, 0))), Token);
        Assert.Equal(["a.md#1"], await Near(Some.OtherModel, 1, 0));
        Assert.Equal(["a.md#0"], await Words("one"));
    }

    [Fact]
    public async Task Vectors_can_be_added_to_an_index_of_words()
    {
        await Apply(new IndexChanges([Some.Document("a.md", "one", "two"), Some.Document("b.md", "three")], [], 1));
        await Engine.ReplaceVectorsAsync(
            Some.Vectors(Some.Model, ("a.md#1", Some.Vector(1, 0)), ("b.md#0", Some.Vector(1, 1))), Token);
        Assert.Equal(["a.md#1", "b.md#0"], await Near(Some.Model, 1, 0));
        await Apply(Some.Changes(2, Some.Document("c.md", "four").With(Some.Vector(2, 1))));
        Assert.Equal(["a.md#1", "c.md#0", "b.md#0"], await Near(Some.Model, 1, 0));
    }

    [Fact]
    public async Task No_search_sees_a_part_of_a_new_set_of_vectors()
    {
        await Add([.. Enumerable.Range(0, 40).Select(i => Some.Document($"{i}.md", "words").With(Some.Vector(1, 0)))]);
        var replacing = Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
                await Engine.ReplaceVectorsAsync(Set(round % 2 == 0 ? Some.OtherModel : Some.Model), Token);
        }, Token);
        do
        {
            var old = await Near(Some.Model, 1, 0);
            var other = await Near(Some.OtherModel, 0, 1);
            Assert.Contains(old.Length, new[] { 0, 40 });
            Assert.Contains(other.Length, new[] { 0, 40 });
        }
        while (!replacing.IsCompleted);
        await replacing;

        static VectorSet Set(string model) =>
            Some.Vectors(model, [.. Enumerable.Range(0, 40).Select(i => ($"{i}.md#0", Some.Vector(1, 1)))]);
    }
}
