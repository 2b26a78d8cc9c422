using SupportBot.Core.Knowledge;
using SupportBot.Diagnosis;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Diagnosis;

public sealed class VectorHealthTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Vectors_are_in_use_when_all_sections_have_theirs_and_before_the_blocks_do(int made, bool inUse)
    {
        await using var rig = await VectorRig.CreateAsync();
        await rig.AddAsync("kettle.md", "# Kettle\n\nIt boils water.\n\nClean it with vinegar.");
        Assert.Null(Health(rig));
        rig.Embedding.Hold(after: made);
        var running = rig.RunAsync();
        await rig.Embedding.Held;
        Assert.Equal(new HealthEndpoint.VectorHealth("slow", inUse, made, 3), Health(rig));
        rig.Embedding.GoOn();
        await running;
        Assert.Equal(new HealthEndpoint.VectorHealth("slow", InUse: true, 3, 3), Health(rig));
    }

    [Fact]
    public async Task The_vectors_of_a_former_embedding_are_not_those_of_the_chosen_one()
    {
        await using var rig = await VectorRig.CreateAsync();
        await rig.AddAsync("kettle.md", "# Kettle\n\nIt boils water.");
        await rig.RunAsync();
        Assert.False(HealthEndpoint.VectorHealth.Of(
            new VectorProgress("newer", 0, 1), rig.Current.Model)!.InUse);
    }

    private static HealthEndpoint.VectorHealth? Health(VectorRig rig) =>
        HealthEndpoint.VectorHealth.Of(rig.Vectors.Progress, rig.Current.Model);
}
