using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class IngestionPipelineTests
{
    [Fact]
    public async Task A_second_run_does_only_what_has_changed()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("start.md", "# Start\n\nPlug it in.");
        knowledge.Write("guides/pair.md", "# Pair\n\nHold the button.");
        knowledge.Write("guides/old.md", "# Old\n\nObsolete.");
        Assert.Equal((3, 0, 0, 0), Counts(await knowledge.IngestAsync()));

        knowledge.Write("start.md", "# Start\n\nPlug it in and wait.");
        knowledge.Delete("guides/old.md");
        Assert.Equal((0, 1, 1, 1), Counts(await knowledge.IngestAsync()));
        Assert.Equal(
            ["Hold the button.", "Plug it in and wait."],
            (await knowledge.ChunksAsync()).Select(chunk => chunk.Text).Order());
    }

    [Fact]
    public async Task A_bad_file_is_reported_and_the_others_are_ingested()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("good.md", "# Good\n\nText.");
        knowledge.Write("picture.md", [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 0]);
        knowledge.Write("latin.md", [.. "# Gr"u8, 0xFC, .. "n\n\nText."u8]);
        knowledge.Write("empty.md", "\n\n");
        knowledge.Write("audience.md", "---\naudience: staff\n---\n# Staff\n\nText.");
        knowledge.Write("deep.md", new string('>', 1000) + " Text.");
        knowledge.Write("huge.md", new byte[5_000_001]);
        var summary = await knowledge.IngestAsync();
        Assert.Equal((1, 0, 0, 0), Counts(summary));
        Assert.Collection(summary.Rejected,
            file => AssertRejected(file, "audience.md", "Write public or internal."),
            file => AssertRejected(file, "deep.md", "too deeply nested"),
            file => AssertRejected(file, "empty.md", "The file is empty"),
            file => AssertRejected(file, "huge.md", "Split it"),
            file => AssertRejected(file, "latin.md", "Save the file as UTF-8."),
            file => AssertRejected(file, "picture.md", "binary file"));
    }

    [Fact]
    public async Task A_file_that_turns_bad_keeps_its_last_good_version()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("start.md", "# Start\n\nPlug it in.");
        await knowledge.IngestAsync();
        knowledge.Write("start.md", [0, 1, 2, 3]);
        Assert.Equal("start.md", Assert.Single((await knowledge.IngestAsync()).Rejected).File);
        Assert.Equal("Plug it in.", Assert.Single(await knowledge.ChunksAsync()).Text);
    }

    [Fact]
    public async Task A_document_that_may_have_become_internal_leaves_with_its_last_good_version()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("start.md", "# Start\n\nPlug it in.");
        await knowledge.IngestAsync();
        knowledge.Write("start.md", "+++\naudiance = \"internal\"\n+++\n# Start\n\nPlug it in.");
        var summary = await knowledge.IngestAsync();
        AssertRejected(Assert.Single(summary.Rejected), "start.md", "Line 2: 'audiance' is not read.");
        Assert.Equal(1, summary.Deleted);
        Assert.Empty(await knowledge.ChunksAsync());
    }

    [Fact]
    public async Task A_changed_setting_reads_every_file_again()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("start.md", "# Start\n\nPlug it in.");
        await knowledge.IngestAsync();
        Assert.Equal(
            (0, 1, 0, 0),
            Counts(await knowledge.IngestAsync(new DocumentDefaults(UrlTemplate: "https://help.test/{path}"))));
        Assert.Equal("https://help.test/start", Assert.Single(await knowledge.ChunksAsync()).Url);
    }

    [Fact]
    public async Task A_changed_generator_of_the_site_reads_every_file_again()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("start.md", "# Start\n\n## Größe\n\nPlug it in.");
        await knowledge.IngestAsync();
        Assert.EndsWith("#größe", Assert.Single(await knowledge.ChunksAsync()).Url, StringComparison.Ordinal);
        knowledge.Write("conf.py", "");
        Assert.Equal((0, 1, 0, 0), Counts(await knowledge.IngestAsync()));
        Assert.EndsWith("#grosze", Assert.Single(await knowledge.ChunksAsync()).Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_has_become_empty_leaves_nothing_behind()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("start.md", "# Start\n\nPlug it in.");
        await knowledge.IngestAsync();
        knowledge.Delete("start.md");
        Assert.Equal((0, 0, 0, 1), Counts(await knowledge.IngestAsync()));
        Assert.Empty(await knowledge.ChunksAsync());
    }

    [Fact]
    public async Task Sources_do_not_delete_each_others_documents()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("a/one.md", "# One\n\nFirst.");
        knowledge.Write("b/two.md", "# Two\n\nSecond.");
        await knowledge.IngestAsync(Folder(knowledge, "a"));
        await knowledge.IngestAsync(Folder(knowledge, "b"));
        Assert.Equal(["one.md#0", "two.md#0"], (await knowledge.ChunksAsync()).Select(chunk => chunk.Id).Order());
    }

    [Fact]
    public async Task Two_sources_with_a_document_of_one_path_are_told_apart()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("a/one.md", "# One\n\nFirst.");
        knowledge.Write("b/one.md", "# One\n\nAnother.");
        await knowledge.IngestAsync(Folder(knowledge, "a"));
        var rejected = Assert.Single((await knowledge.IngestAsync(Folder(knowledge, "b"))).Rejected);
        Assert.Contains("already ingested from", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal("First.", Assert.Single(await knowledge.ChunksAsync()).Text);
    }

    [Fact]
    public async Task A_folder_that_was_moved_takes_its_documents_along()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("a/one.md", "# One\n\nFirst.");
        await knowledge.IngestAsync(Folder(knowledge, "a"));
        Directory.Move(Path.Combine(knowledge.Docs, "a"), Path.Combine(knowledge.Docs, "b"));
        Assert.Empty((await knowledge.IngestAsync(Folder(knowledge, "b"))).Rejected);
        Assert.Equal(
            Folder(knowledge, "b").Name,
            Assert.Single(await knowledge.Store.KnownAsync(TestContext.Current.CancellationToken)).Value.Source);
    }

    [Fact]
    public async Task One_file_alone_deletes_no_other_of_its_folder()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("one.md", "# One\n\nFirst.");
        knowledge.Write("two.md", "# Two\n\nSecond.");
        await knowledge.IngestAsync();
        knowledge.Write("two.md", "# Two\n\nLast.");
        Assert.Equal((0, 1, 0, 0), Counts(await knowledge.IngestAsync(knowledge.Source with { File = "two.md" })));
        Assert.Equal(["First.", "Last."], (await knowledge.ChunksAsync()).Select(chunk => chunk.Text).Order());
    }

    [Fact]
    public async Task A_link_that_leaves_the_folder_is_refused()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("a/one.md", "# One\n\nFirst.");
        knowledge.Write("secret.md", "# Secret\n\nNot for the bot.");
        File.CreateSymbolicLink(
            Path.Combine(knowledge.Docs, "a", "link.md"), Path.Combine(knowledge.Docs, "secret.md"));
        File.CreateSymbolicLink(
            Path.Combine(knowledge.Docs, "a", "circle.md"), Path.Combine(knowledge.Docs, "a", "circle.md"));
        File.CreateSymbolicLink(
            Path.Combine(knowledge.Docs, "a", "same.md"), Path.Combine(knowledge.Docs, "a", "one.md"));
        var summary = await knowledge.IngestAsync(Folder(knowledge, "a"));
        Assert.Collection(summary.Rejected,
            file => AssertRejected(file, "circle.md", "outside the folder"),
            file => AssertRejected(file, "link.md", "outside the folder"));
        Assert.Equal(2, summary.Added);
    }

    [Fact]
    public async Task A_chain_of_links_that_leaves_the_folder_is_refused()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("outside/secret.md", "# Secret\n\nNot for the bot.");
        knowledge.Write("a/one.md", "# One\n\nFirst.");
        var folder = Path.Combine(knowledge.Docs, "a");
        Directory.CreateSymbolicLink(Path.Combine(folder, "lnk"), Path.Combine(knowledge.Docs, "outside"));
        Directory.CreateSymbolicLink(Path.Combine(folder, ".hop"), "lnk");
        Directory.CreateSymbolicLink(Path.Combine(folder, "self"), ".");
        File.CreateSymbolicLink(Path.Combine(folder, "chain.md"), "lnk/secret.md");
        File.CreateSymbolicLink(Path.Combine(folder, "dots.md"), "../outside/../a/.hop/secret.md");
        File.CreateSymbolicLink(Path.Combine(folder, "inside.md"), "self/self/one.md");
        var summary = await knowledge.IngestAsync(Folder(knowledge, "a"));
        Assert.Equal(["chain.md", "dots.md", "lnk"], summary.Rejected.Select(file => file.File));
        Assert.All(summary.Rejected, file => AssertRejected(file, file.File, "outside the folder"));
        Assert.Equal(["inside.md", "one.md"], (await knowledge.ChunksAsync()).Select(chunk => chunk.DocumentId)
            .Order());

        Directory.CreateSymbolicLink(Path.Combine(knowledge.Docs, "b"), "a");
        Assert.Equal(3, (await knowledge.IngestAsync(Folder(knowledge, "b"))).Rejected.Count(file =>
            file.Reason.Contains("outside", StringComparison.Ordinal)));
        AssertRejected(Assert.Single((await knowledge.IngestAsync(
            Folder(knowledge, "a") with { File = "lnk/secret.md" })).Rejected), "lnk/secret.md", "outside the folder");
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused_with_the_kinds_that_are_read()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("notes.pdf", "Text.");
        var summary = await knowledge.IngestAsync(knowledge.Source with { File = "notes.pdf" });
        AssertRejected(Assert.Single(summary.Rejected), "notes.pdf", ".md, .markdown, .mdx, .html, .htm, .txt");
    }

    private static DocumentSource Folder(KnowledgeFixture knowledge, string name) =>
        new(Path.Combine(knowledge.Docs, name), Path.Combine(knowledge.Docs, name));

    private static (int Added, int Changed, int Unchanged, int Deleted) Counts(IngestionSummary summary) =>
        (summary.Added, summary.Changed, summary.Unchanged, summary.Deleted);

    private static void AssertRejected(RejectedFile file, string name, string reason)
    {
        Assert.Equal(name, file.File);
        Assert.Contains(reason, file.Reason, StringComparison.Ordinal);
    }
}
