using System.Diagnostics;
using System.Text.Json.Nodes;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Cli;

/// <summary>What becomes of files and folders that are not as they should be.</summary>
public sealed class BadDocumentTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_binary_file_named_md_and_broken_text_are_reported_and_the_rest_is_read()
    {
        _folder.With("docs/good.md", "# Warranty\n\nThe warranty lasts three years.\n")
            .With("docs/picture.md", [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 1, 0, 0xFF])
            .With("docs/broken.md", [(byte)'#', (byte)' ', 0xC3, 0x28, (byte)'\n']);
        var outcome = await RunAsync("ingest", "docs", "--json");
        Assert.Equal(1, outcome.ExitCode);
        var summary = JsonNode.Parse(outcome.Output)!;
        Assert.Equal(1, summary["added"]!.GetValue<int>());
        var reasons = summary["rejected"]!
            .AsArray()
            .ToDictionary(r => r!["file"]!.GetValue<string>(), r => r!["reason"]!.GetValue<string>());
        Assert.Contains("binary", reasons["picture.md"], StringComparison.Ordinal);
        Assert.Contains("Line 1 is not valid UTF-8", reasons["broken.md"], StringComparison.Ordinal);

        var found = JsonNode.Parse((await RunAsync("search", "warranty", "--json")).Output)!;
        Assert.Equal("good.md", found["results"]![0]!["documentId"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_empty_folder_is_answered_with_what_belongs_there()
    {
        Directory.CreateDirectory(_folder["docs"]);
        var outcome = await RunAsync("ingest", "docs");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("put .md or .html files there", outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ingest_that_is_asked_to_end_does_so_in_the_middle_of_a_slow_file()
    {
        _folder.With("docs/slow.html", string.Concat(Enumerable.Repeat("<div>", 200_000)));
        string[] arguments = ["ingest", "docs", "--data", _folder["data"]];
        using var ingest = BuiltProgram.Start(_folder.Path, arguments, ("Docs__MaxParseSeconds", "600"));
        var error = ingest.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!File.Exists(Path.Combine(_folder["data"], "supportbot.db")) && !ingest.HasExited)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", $"-TERM {ingest.Id}");
        await ingest.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        // By itself, or by the command line's own limit for a command that is asked to end.
        Assert.Contains(ingest.ExitCode, new[] { 130, 143 });
        Assert.DoesNotContain("Unhandled", await error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_named()
    {
        var outcome = await RunAsync("ingest", "nowhere");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"{_folder["nowhere"]} does not exist", outcome.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Outcome> RunAsync(params string[] arguments) =>
        BuiltProgram.RunAsync(_folder.Path, [.. arguments, "--data", _folder["data"]]);
}
