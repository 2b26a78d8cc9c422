using SupportBot.Core.Privacy;
using SupportBot.Core.Voice.Training;
using SupportBot.Privacy;
using SupportBot.Tests.Privacy;

namespace SupportBot.Tests.Voice.Training;

public sealed class TrainingRowErasureTests : IAsyncLifetime
{
    private const string Question = "Where does the Zylophant live?";
    private const string Edited = "The quokka pours in vinegar. [1]";

    private Talks _talks = null!;

    public async ValueTask InitializeAsync() => _talks = await Talks.BeginAsync();

    public ValueTask DisposeAsync() => _talks.DisposeAsync();

    [Fact]
    public async Task No_byte_of_an_erased_customers_rows_is_left_and_the_datasets_that_held_them_say_so()
    {
        await CollectOneAsync("erased", Question);
        await CollectOneAsync("kept", "What stays of the numbat?");
        var split = await _talks.SaveDatasetAsync();
        await _talks.Datasets.AddFileAsync(split.Hash, new DatasetFile("file-hash", "sft", false, 2), Cancel);
        await _talks.Talk.TamperAsync(
            "INSERT INTO voice_version (brand, number, route, base_model, dataset, tuned_model, state, created_at, "
                + "changed_at) VALUES ('default', 7, 'open', 'base', 'file-hash', 'ft:1', 'all', 0, 0)");
        var folder = _talks.Talk.Knowledge.DataFolder;
        Assert.Equal(
            ["Zylophant", "quokka"],
            Traces.In(folder, "Zylophant", "quokka").Select(trace => trace.Split(": ")[1]).Distinct());
        var exported = (await new ConversationArchive(_talks.Talk.Knowledge.Database, "default")
            .ExportAsync("erased", Cancel))!;
        Assert.Contains(Edited, exported["training_row"][0].Columns.Select(column => column.Value));

        await _talks.Talk.Erasure.EraseAsync(["erased"], "asked for", Cancel);
        Assert.Empty(Traces.In(folder, "Zylophant", "quokka"));
        Assert.NotEmpty(Traces.In(folder, "numbat"));
        Assert.Single(await _talks.Rows.ListAsync(null, cancellationToken: Cancel));
        var version = Assert.Single(await _talks.Datasets.ListAsync(Cancel));
        Assert.Equal((split.Hash, 2, 1), (version.Hash, version.Rows, version.ErasedRows));
        Assert.Equal([new DatasetModel("v7", "all", "ft:1")], version.Models);
        Assert.Equal(split.Hash, await _talks.Datasets.FindByFileAsync("file-hash", Cancel));
    }

    [Fact]
    public async Task Rows_leave_with_the_messages_of_their_conversation_and_those_of_files_stay()
    {
        await CollectOneAsync("c1", Question);
        await _talks.Rows.AddAsync([SomeRow.Of("file-1")], Cancel);
        await _talks.SaveDatasetAsync();
        _talks.Talk.Knowledge.Time.Advance(TimeSpan.FromDays(89));
        await PruneAsync();
        Assert.Equal(2, (await _talks.Rows.ListAsync(null, cancellationToken: Cancel)).Count);
        _talks.Talk.Knowledge.Time.Advance(TimeSpan.FromDays(2));
        await PruneAsync();
        Assert.Equal("file-1", Assert.Single(await _talks.Rows.ListAsync(null, cancellationToken: Cancel)).Id);
        Assert.Equal(1, Assert.Single(await _talks.Datasets.ListAsync(Cancel)).ErasedRows);
    }

    private async Task CollectOneAsync(string conversation, string question)
    {
        await _talks.ThumbAsync(conversation, await _talks.AskAsync(conversation, question), up: true);
        await _talks.CollectAsync();
        var row = Assert.Single(await _talks.Rows.ListAsync(RowState.Proposed, cancellationToken: Cancel));
        var answer = conversation == "kept" ? row.Answer : Edited;
        Assert.True(await _talks.Rows.ReviewAsync(row, RowState.Accepted, "Ana", answer, Cancel));
    }

    /// <summary>Lets time pass while it works, since it pauses.</summary>
    private async Task PruneAsync()
    {
        var (database, time) = (_talks.Talk.Knowledge.Database, _talks.Talk.Knowledge.Time);
        var pruning = new Pruner(database, "default", new RetentionOptions().Rules, time).PruneAsync(Cancel);
        while (await Task.WhenAny(pruning, Task.Delay(1, Cancel)) != pruning) time.Advance(Pruner.Pause);
        Assert.NotNull(await pruning);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
