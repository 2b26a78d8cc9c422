using System.Text.Json.Nodes;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Crashes;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Storage;

/// <summary>One process writes the index, the host, whatever else runs beside it.</summary>
public sealed class IngestBesideTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact, Trait("Category", "Full")]
    public async Task Ingesting_beside_a_host_that_is_asked_fails_on_neither_side()
    {
        await using var host = await RunningHost.StartInAsync(_folder, Site.Handbook);
        using var http = new HttpClient { BaseAddress = host.Address };
        var visitor = new WebVisitor("ada");
        for (var i = 1; i <= 3; i++)
        {
            _folder.With("more/kettle.md", $"# Kettle\n\nEdition {i} boils water in two minutes.");
            var ingesting = BuiltProgram.RunAsync(_folder.Path, ["ingest", "more", "--data", host.DataFolder]);
            Assert.True(await visitor.TrySayAsync(http, $"question-{i}"));
            Assert.Contains("three years", await visitor.AnswerAsync(http, $"question-{i}"), StringComparison.Ordinal);
            var ingested = await ingesting;
            Assert.True(ingested is { ExitCode: 0, Error: "" }, ingested.Error);
        }
        var found = await BuiltProgram.RunAsync(_folder.Path, ["search", "boils water", "--data", host.DataFolder]);
        Assert.Contains("Edition 3", found.Output, StringComparison.Ordinal);
        Assert.Equal(0, await host.TerminateAsync());
        Assert.DoesNotContain("damaged", host.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot follow", host.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_cannot_even_share_the_lock_of_the_hosts_index()
    {
        await using var host = await RunningHost.StartInAsync(_folder, Site.Handbook);
        foreach (var file in (string[])["index/default/write.lock", "host.lock"])
            Assert.Throws<IOException>(() =>
                File.Open(Path.Combine(host.DataFolder, file), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)
                    .Dispose());
        Assert.Equal(0, await host.TerminateAsync());
        Assert.False(File.Exists(Path.Combine(host.DataFolder, "supportbot.db-wal")));
        var search = await BuiltProgram.RunAsync(_folder.Path, ["search", "warranty", "--data", host.DataFolder]);
        Assert.Equal(0, search.ExitCode);
    }

    [Fact, Trait("Category", "Full")]
    public async Task Commands_beside_each_other_without_a_host_all_succeed()
    {
        _folder.With("docs/kettle.md", "# Kettle\n\nIt boils water in two minutes.");
        var ingesting = BuiltProgram.RunAsync(_folder.Path, ["ingest", "docs"]);
        var asking = BuiltProgram.RunAsync(
            _folder.Path, ["ask", "How soon does the water boil?", "--docs", Site.Handbook]);
        Assert.All(await Task.WhenAll(ingesting, asking), outcome => Assert.True(outcome.ExitCode == 0, outcome.Error));
        var found = await BuiltProgram.RunAsync(_folder.Path, ["search", "boils water"]);
        Assert.Contains("two minutes", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_was_ingested_is_the_same_folder_for_the_host()
    {
        _folder.With("supportbot.json", """{ "Search": { "Embedding": "none" } }""");
        _folder.With(
            "docs/kettle.md",
            "# Kettle\n\n## How long does the warranty last?\n\nThe warranty of the kettle lasts three years.");
        Assert.Equal(0, (await BuiltProgram.RunAsync(_folder.Path, ["ingest", "docs/"])).ExitCode);
        await using var host = await RunningHost.StartInAsync(_folder, _folder["docs"]);
        Assert.Contains("0 added, 0 changed, 1 unchanged, 0 deleted", host.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("already ingested", host.Printed, StringComparison.Ordinal);
        _folder.With(
            "docs/kettle.md",
            "# Kettle\n\n## How long does the warranty last?\n\nThe warranty of the kettle lasts seven years.");
        var again = await BuiltProgram.RunAsync(_folder.Path, ["ingest", "docs"]);
        Assert.True(again.ExitCode == 0, again.Output);
        var found = await BuiltProgram.RunAsync(_folder.Path, ["search", "How long does the warranty last?", "--json"]);
        Assert.Contains("seven years", found.Output, StringComparison.Ordinal);
        Assert.Contains("Searched by words alone", found.Error, StringComparison.Ordinal);
        Assert.Equal("bm25", JsonNode.Parse(found.Output)!["legs"]!.AsArray().Single()!.GetValue<string>());
    }

    public void Dispose() => _folder.Dispose();
}
