namespace SupportBot.Tests.Cli;

public sealed class IngestAndSearchTests
{
    [Fact]
    public async Task What_was_ingested_is_found()
    {
        using var program = new Program();
        program.Write("manual/kettle.md", "# Kettle\n\n## Descale\n\nPour in vinegar and wait an hour.");
        program.Write(
            "manual/staff.md", "---\naudience: internal\n---\n# Staff\n\nThe vinegar discount is ten percent.");
        var ingest = await program.RunAsync("ingest", "manual", "--json");
        Assert.Equal(0, ingest.ExitCode);
        Assert.Equal(
            (2, 2), (ingest.Json.GetProperty("added").GetInt32(), ingest.Json.GetProperty("sections").GetInt32()));

        var search = await program.RunAsync("search", "descale with vinegar", "--top", "1", "--json");
        Assert.Equal(0, search.ExitCode);
        var result = Assert.Single(search.Json.GetProperty("results").EnumerateArray());
        Assert.Equal("kettle.md", result.GetProperty("documentId").GetString());
        Assert.Equal("Descale", result.GetProperty("section").GetString());
        Assert.Equal("http://localhost:5080/docs/kettle.md#descale", result.GetProperty("url").GetString());
        Assert.Equal("public", result.GetProperty("audience").GetString());

        var shown = await program.RunAsync("search", "discount");
        Assert.Contains("Staff  (internal)", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_sets_the_exit_code()
    {
        using var program = new Program();
        program.Write("manual/kettle.md", "# Kettle\n\nIt boils.");
        program.Write("manual/empty.md", "");
        var ingest = await program.RunAsync("ingest", "manual");
        Assert.Equal(1, ingest.ExitCode);
        Assert.Contains("1 added", ingest.Output, StringComparison.Ordinal);
        Assert.Contains("empty.md: The file is empty", ingest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_are_no_documents_are_named_with_the_reason()
    {
        using var program = new Program();
        program.Write("manual/kettle.md", "# Kettle\n\nIt boils.");
        program.Write("manual/SUMMARY.md", "# Summary\n");
        program.Write("manual/robots.txt", "User-agent: *");
        program.Write("manual/.hidden.txt", "");
        foreach (var i in Enumerable.Range(1, 4)) program.Write($"manual/{i}.png", "");
        var ingest = await program.RunAsync("ingest", "manual");
        Assert.Equal(0, ingest.ExitCode);
        string[] lines =
        [
            "6 files beside the documents:", "  4 files: Files that end in .png are no documents.",
            "  robots.txt: It is a file for programs, no documentation.",
            "  SUMMARY.md: It is the site generator's table of contents.",
        ];
        foreach (var line in lines)
            Assert.Contains(line + Environment.NewLine, ingest.Output, StringComparison.Ordinal);
        Assert.Equal(
            6, (await program.RunAsync("ingest", "manual", "--json")).Json.GetProperty("others").GetArrayLength());
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_a_wrong_setting()
    {
        using var program = new Program();
        var ingest = await program.RunAsync("ingest", "nowhere");
        Assert.Equal(2, ingest.ExitCode);
        Assert.Contains("nowhere does not exist", ingest.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_without_documents_says_how_to_get_some()
    {
        using var program = new Program();
        await program.CreateDatabaseAsync();
        var search = await program.RunAsync("search", "anything");
        Assert.Equal(1, search.ExitCode);
        Assert.Contains("supportbot ingest PATH", search.Output, StringComparison.Ordinal);
    }
}
