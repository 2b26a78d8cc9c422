using System.Text.Json;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Storage;
using SupportBot.Models.Prompts;

namespace SupportBot.Tests.Voice.Training;

[Collection("Console")]
public sealed class VoiceCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rows");

    public async ValueTask InitializeAsync() =>
        await (await Database.OpenAsync(PathOf("supportbot.db"), TestContext.Current.CancellationToken)).DisposeAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Rows_are_imported_reviewed_validated_exported_and_listed()
    {
        Write(12);
        foreach (var said in (string[])["12 rows are new", "12 are unchanged"])
            Assert.Contains(
                said, (await RunAsync(0, "import", PathOf("rows.jsonl"))).Output, StringComparison.Ordinal);
        using (var proposed = JsonDocument.Parse((await RunAsync(0, "review", "--json")).Output))
            Assert.Equal(12, proposed.RootElement.GetProperty("rows").GetArrayLength());
        Assert.Contains("row-3", (await RunAsync(0, "review", "--list")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(1, "validate")).Code);

        await File.WriteAllTextAsync(PathOf("edited.txt"), "Just pour in 11 spoons of vinegar. [1]",
            TestContext.Current.CancellationToken);
        await RunAsync(0, "review", "--accept", "row-11", "--answer", PathOf("edited.txt"));
        await RunAsync(0, [.. Ids(0, 11).Prepend("review")]);
        await RunAsync(1, "review", "--accept", "nobody");
        using (var report = JsonDocument.Parse((await RunAsync(0, "validate", "--json")).Output))
        {
            Assert.Equal(12, report.RootElement.GetProperty("rows").GetProperty("accepted").GetInt32());
            Assert.InRange(
                report.RootElement.GetProperty("tokens").GetProperty("allTokens").GetInt32(), 12 * 100, 12 * 2000);
        }
        await RunAsync(0, "export", "--out", PathOf("train.jsonl"), "--validation", PathOf("v.jsonl"), "--bom");
        await RunAsync(0, "export", "--out", PathOf("pairs.jsonl"), "--format", "dpo");
        var listed = (await RunAsync(0, "datasets")).Output;
        Assert.Contains("12 rows", listed, StringComparison.Ordinal);
        Assert.Contains("dpo", listed, StringComparison.Ordinal);
        Check();
    }

    [Fact]
    public async Task A_row_that_needs_mending_is_named_and_keeps_the_set_from_being_exported()
    {
        Write(12, "Pour in 99 spoons of vinegar. [1]");
        await RunAsync(0, "import", PathOf("rows.jsonl"), "--accepted");
        Assert.Contains("error facts: row-0", (await RunAsync(1, "validate")).Output, StringComparison.Ordinal);
        await RunAsync(1, "export", "--out", PathOf("train.jsonl"));
        Assert.False(File.Exists(PathOf("train.jsonl")));
        await RunAsync(1, "datasets");
    }

    /// <summary>The prompt of a line is that of a live request, apart from the key.</summary>
    [Fact]
    public void A_training_prompt_is_the_live_prompt()
    {
        var (row, prompt) = (SomeRow.Of("a"), new Prompt("You are {bot}."));
        var prompts = new BrandPrompts("default", "Botty", prompt, prompt, prompt, prompt);
        var task = new WritingTask(row.Question, row.Language, row.Passages);
        var (written, live) = (WritingPrompt.Of(prompts, task, "seed"), ChatRequest.Write(prompts, task));
        Assert.Equal(live.System, written.System);
        Assert.Equal(Keyless(live.User), Keyless(written.User));
        Assert.Equal(written, WritingPrompt.Of(prompts, task, "seed"));
        Assert.NotEqual(written, WritingPrompt.Of(prompts, task, "other"));
    }

    private static string Keyless(string user) => user.Replace(
        user[(user.IndexOf("⟦name ", StringComparison.Ordinal) + 6)..][..16], "KEY", StringComparison.Ordinal);

    private void Check()
    {
        var bytes = File.ReadAllBytes(PathOf("train.jsonl"));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = File.ReadAllLines(PathOf("train.jsonl")).Concat(File.ReadAllLines(PathOf("v.jsonl"))).ToList();
        Assert.Equal(12, lines.Count);
        foreach (var line in lines)
        {
            using var one = JsonDocument.Parse(line);
            var messages = one.RootElement.GetProperty("messages").EnumerateArray().ToList();
            Assert.Equal(
                ["system", "user", "assistant"], messages.Select(message => message.GetProperty("role").GetString()));
            Assert.Contains(
                "spoons of vinegar", messages[1].GetProperty("content").GetString(), StringComparison.Ordinal);
            Assert.EndsWith("[1]", messages[2].GetProperty("content").GetString(), StringComparison.Ordinal);
        }
        using var pair = JsonDocument.Parse(File.ReadLines(PathOf("pairs.jsonl")).First());
        Assert.Equal(2, pair.RootElement.GetProperty("input").GetProperty("messages").GetArrayLength());
        Assert.NotEqual(
            pair.RootElement.GetProperty("preferred_output")[0].GetProperty("content").GetString(),
            pair.RootElement.GetProperty("non_preferred_output")[0].GetProperty("content").GetString());
        Assert.Equal(
            "assistant", pair.RootElement.GetProperty("non_preferred_output")[0].GetProperty("role").GetString());
    }

    private void Write(int count, string? first = null) => File.WriteAllLines(
        PathOf("rows.jsonl"),
        Enumerable.Range(0, count).Select(i => JsonSerializer.Serialize(new
        {
            id = $"row-{i}",
            question = $"How many spoons for model {Name(i)}?",
            sources = (object[])[new
            {
                page = $"docs/{Name(i)}.md", section = "Care", text = $"Pour in {i} spoons of vinegar for {Name(i)}.",
            }],
            answer = i == 0 && first is not null ? first : $"You pour in {i} spoons of vinegar for {Name(i)}. [1]",
        })));

    private static string Name(int i) => $"kettle{(char)('a' + i)}";

    private static IEnumerable<string> Ids(int from, int to) =>
        Enumerable.Range(from, to - from).SelectMany(i => (string[])["--accept", $"row-{i}"]);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private async Task<(int Code, string Output, string Error)> RunAsync(int expected, params string[] arguments)
    {
        var outcome = await Cli.Console.RunAsync(["voice", .. arguments, "--data", _folder.FullName]);
        Assert.True(outcome.Code == expected, $"{string.Join(' ', arguments)}: {outcome.Output}{outcome.Error}");
        return outcome;
    }
}
