using System.CommandLine.Parsing;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SupportBot.Tests.Docs;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Tuning;

/// <summary>
/// What a new user does: the commands of the documentation page, over the product's own documents and training rows,
/// with a double as trainer and model.
/// </summary>
[Collection("Console")]
[Trait("Category", "Full")]
public sealed partial class FromZeroTests : IAsyncLifetime
{
    private const int MaxCommands = 8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-from-zero-");
    private readonly string _before = Directory.GetCurrentDirectory();
    private TrainerDouble _server = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.SetCurrentDirectory(_folder.FullName);
        _server = await TrainerDouble.StartAsync(app => app.MapPost("/v1/chat/completions", WriteAsync));
        var address = new Uri(_server.Address, "v1").ToString();
        File.WriteAllText("supportbot.json", JsonSerializer.Serialize(new
        {
            Models = new { Provider = "compatible", Endpoint = address, ChatModel = "base", DailyTokens = 0 },
            Tuning = new { Route = "openai", Endpoint = address, BaseModel = "base", PollSeconds = 1 },
            Search = new { Embedding = "none" },
        }));
        Directory.CreateDirectory("docs");
        foreach (var page in Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "docs"), "*.md"))
            File.Copy(page, Path.Combine("docs", Path.GetFileName(page)));
        File.Copy(
            Path.Combine(SharedData.RepositoryRoot, "brands", "default", "training", "rows.jsonl"), "rows.jsonl");
        File.Copy(
            Path.Combine(SharedData.RepositoryRoot, "tests", "SupportBot.Tests", "Docs", "questions.jsonl"),
            "questions.jsonl");
    }

    public async ValueTask DisposeAsync()
    {
        Directory.SetCurrentDirectory(_before);
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_commands_of_the_page_lead_from_nothing_to_a_voice_for_all()
    {
        var commands = Page.Read("docs/voice-promotion.md").Code("sh").First()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.InRange(commands.Length, 1, MaxCommands);
        _server.Pass("running", "succeeded");
        foreach (var command in commands)
        {
            var (code, output, error) = await Cli.Console.RunAsync(
                [.. CommandLineParser.SplitCommandLine(command).Skip(1)]);
            TestContext.Current.SendDiagnosticMessage($"{command}\n{output}");
            Assert.True(code == 0, $"{command}: exit code {code}\n{output}{error}");
        }
        var status = await Cli.Console.RunAsync("voice", "status");
        Assert.StartsWith("v1 writes for all conversations.", status.Output, StringComparison.Ordinal);
        var datasets = await Cli.Console.RunAsync("voice", "datasets");
        Assert.Contains("v1 (all) was trained on it", datasets.Output, StringComparison.Ordinal);
    }

    // Says the first plain sentence of the first passage; the base model shouts it.
    private static async Task WriteAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var request = new ModelRequest(http.Request.Path, "", body.RootElement.Clone(), []);
        if (request.IsJudgement)
        {
            await Replies.Judges(_ => true)(http, request);
            return;
        }
        var passage = request.User[request.User.IndexOf("passage 1 ", StringComparison.Ordinal)..];
        var isTuned = request.Body.GetProperty("model").GetString() == "base.ft-1";
        var sentence = PlainSentence().Match(passage);
        await Replies.Says(
            sentence.Success ? $"{sentence.Groups[1].Value}{(isTuned ? "." : "!!!")} [1]" : "NO ANSWER")(http, request);
    }

    [GeneratedRegex(@"^([A-Z][\w ,]{20,200})\.(?:\s|$)", RegexOptions.Multiline)]
    private static partial Regex PlainSentence();
}
