using System.Text.Json.Nodes;

namespace SupportBot.Tests.Cli;

/// <summary>What <c>docs lint</c> finds in a folder, and where.</summary>
public sealed class DocsLintTests : IDisposable
{
    private readonly Program _program = new();

    [Fact]
    public async Task A_good_folder_has_no_findings()
    {
        Write("a.md", "# A\n\nSee [b](b.md#x), [c](sub/) and `<Tabs>` or {% raw %}.\n\n```\n::: x\n```\n");
        Write("b.mdx", "# B\n\n<Note>Text.</Note>\n");
        Write("sub/README.md", "# C\n\n[Back](../a.md) [out](../../x.md) [site](/y) <https://z.test>\n");
        var (code, report) = await LintAsync();
        Assert.Equal((0, 3), (code, (int)report["documents"]!));
    }

    [Theory]
    [InlineData("not-read", "table.xlsx", "x", "no documents")]
    [InlineData("not-read", "bad.md", "---\naudience: staff\n---\nText.", "Write public or internal.")]
    [InlineData("dead-link", "link.md", "# A\n\nSee [it](gone.md#x).", "gone.md#x")]
    [InlineData("leftover", "mark.md", "# A\n\nText <Foo bar={1 \"here> more.", "component")]
    [InlineData("leftover", "mark2.md", "# A\n\nText {{< figure and no end.", "shortcode")]
    public async Task What_is_wrong_is_found_with_its_place(string kind, string file, string content, string detail)
    {
        Write(file, content);
        var (code, report) = await LintAsync();
        Assert.Equal(1, code);
        var finding = Assert.Single(report["findings"]!.AsArray())!;
        Assert.Equal((kind, file), ((string?)finding["kind"], (string?)finding["document"]));
        Assert.Contains(detail, (string?)finding["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_texts_without_headings_and_near_duplicates_are_found()
    {
        var words = string.Join(' ', Enumerable.Range(0, 1_600).Select(i => $"word{i * 7919 % 1009}"));
        Write("long.md", words);
        Write("huge.md", $"# A\n\n## B\n\n{words} other");
        var (_, report) = await LintAsync();
        var found = report["findings"]!
            .AsArray()
            .Select(finding => ((string?)finding!["kind"], (string?)finding["document"]))
            .ToHashSet();
        Assert.Contains(("no-headings", "long.md"), found);
        Assert.Contains(("huge-section", "huge.md"), found);
        Assert.Contains(("near-duplicate", "long.md"), found);
    }

    public void Dispose() => _program.Dispose();

    private void Write(string file, string content) => _program.Write(Path.Combine("docs", file), content);

    private async Task<(int Code, JsonNode Report)> LintAsync()
    {
        var outcome = await _program.RunAsync("docs", "lint", "docs", "--json");
        return (outcome.ExitCode, JsonNode.Parse(outcome.Output)!);
    }
}
