using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Tests.Knowledge;

/// <summary>The same real folder is one source, whoever reads it and however its path is written.</summary>
public sealed class SameFolderTests : IDisposable
{
    private static readonly string[] Spellings =
        ["absolute", "relative", "trailing slash", "detour", "link", "link above"];

    private readonly DirectoryInfo _links = Directory.CreateTempSubdirectory("links");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Pairs() =>
        [.. Spellings.SelectMany(_ => Spellings, (first, second) => new TheoryDataRow<string, string>(first, second))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_folder_that_a_command_read_is_followed_by_the_host_and_the_other_way_round(
        string command, string host)
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("kettle.md", "# Kettle\n\nIt boils.");
        knowledge.Write("gone.md", "# Gone\n\nIt goes.");
        var (commanded, hosted) = (Spelling(knowledge.Docs, command), Spelling(knowledge.Docs, host));
        Assert.Equal(2, (await IngestAsync(knowledge, commanded)).Added);

        knowledge.Write("kettle.md", "# Kettle\n\nIt whistles.");
        knowledge.Delete("gone.md");
        var followed = await HostAsync(knowledge, hosted);
        Assert.Equal(
            (0, 1, 0, 1, 0),
            (followed.Added, followed.Changed, followed.Unchanged, followed.Deleted, followed.Rejected.Count));

        knowledge.Write("kettle.md", "# Kettle\n\nIt sings.");
        var ingested = await IngestAsync(knowledge, commanded);
        Assert.Equal((0, 1, 0), (ingested.Added, ingested.Changed, ingested.Rejected.Count));
        Assert.Equal(
            (1, 0),
            ((await HostAsync(knowledge, hosted)).Unchanged, (await IngestAsync(knowledge, commanded)).Changed));
        Assert.Contains("sings", Assert.Single(await knowledge.ChunksAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the host")]
    [InlineData("a command")]
    public async Task A_database_that_holds_one_folder_as_several_sources_is_brought_together(string reader)
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        string[] former = ["Docs:Path", knowledge.Docs, Spelling(knowledge.Docs, "link")];
        for (var i = 0; i < 3; i++)
        {
            knowledge.Write($"{i}.md", $"# Kettle {i}\n\nIt boils.");
            await knowledge.IngestAsync(new DocumentSource("unnamed", knowledge.Docs, $"{i}.md"));
            await knowledge.Store.RenameSourcesAsync(["unnamed"], former[i], Cancel);
        }
        for (var i = 0; i < 2; i++) knowledge.Write($"{i}.md", $"# Kettle {i}\n\nIt whistles.");
        knowledge.Delete("2.md");
        var run = reader == "the host"
            ? await HostAsync(knowledge, knowledge.Docs)
            : await IngestAsync(knowledge, knowledge.Docs, configured: knowledge.Docs);
        Assert.Equal((0, 2, 1, 0), (run.Added, run.Changed, run.Deleted, run.Rejected.Count));
        Assert.Single((await knowledge.Store.KnownAsync(Cancel)).Values.Select(document => document.Source).Distinct());
    }

    [Fact]
    public async Task A_folder_that_the_host_no_longer_reads_leaves_and_other_folders_stay()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("old/kettle.md", "# Kettle\n\nIt boils.");
        knowledge.Write("new/toaster.md", "# Toaster\n\nIt toasts.");
        knowledge.Write("more/oven.md", "# Oven\n\nIt bakes.");
        await IngestAsync(knowledge, Path.Combine(knowledge.Docs, "more"));
        await HostAsync(knowledge, Path.Combine(knowledge.Docs, "old"));
        var moved = await HostAsync(knowledge, Path.Combine(knowledge.Docs, "new"));
        Assert.Equal((1, 1), (moved.Added, moved.Deleted));
        var ids = (await knowledge.Store.KnownAsync(Cancel)).Keys.Order(StringComparer.Ordinal);
        Assert.Equal(["oven.md", "toaster.md"], ids);
    }

    [Fact]
    public async Task A_command_that_reads_the_configured_folder_leaves_a_host_alone_that_reads_another()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("hosted/kettle.md", "# Kettle\n\nIt boils.");
        knowledge.Write("configured/toaster.md", "# Toaster\n\nIt toasts.");
        await HostAsync(knowledge, Path.Combine(knowledge.Docs, "hosted"));
        var configured = Path.Combine(knowledge.Docs, "configured");
        Assert.Equal(
            (1, 0),
            (await IngestAsync(knowledge, configured, configured)) is var run ? (run.Added, run.Deleted) : default);
        Assert.Equal(
            (1, 0),
            (await HostAsync(knowledge, Path.Combine(knowledge.Docs, "hosted"))) is var again
                ? (again.Unchanged, again.Deleted)
                : default);
    }

    public void Dispose() => _links.Delete(recursive: true);

    private string Spelling(string folder, string how)
    {
        var name = Path.GetFileName(folder);
        return how switch
        {
            "relative" => Path.GetRelativePath(Environment.CurrentDirectory, folder),
            "trailing slash" => folder + "/",
            "detour" => Path.Combine(folder, "..", name),
            "link" => Link("link", folder),
            "link above" => Path.Combine(Link("above", Path.GetDirectoryName(folder)!), name),
            _ => folder,
        };
    }

    private string Link(string name, string target)
    {
        var link = Path.Combine(_links.FullName, name);
        if (!Directory.Exists(link)) Directory.CreateSymbolicLink(link, target);
        return link;
    }

    private static Task<IngestionSummary> IngestAsync(
        KnowledgeFixture knowledge, string path, string configured = "docs") =>
        knowledge.IngestAsync(Docs(configured).SourceOf(path));

    private static Task<IngestionSummary> HostAsync(KnowledgeFixture knowledge, string path) =>
        knowledge.IngestAsync(Docs(path).Source);

    private static DocsFolder Docs(string path) =>
        new(Options.Create(new DocsOptions { Path = path }), TimeProvider.System);
}
