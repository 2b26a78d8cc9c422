using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Tuning;

/// <summary>From a file of rows to a voice for all customers and back, by commands alone.</summary>
[Collection("Console")]
public sealed class WholeWayTests : IAsyncLifetime
{
    private const int Pumps = 24;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-whole-way-");
    private readonly string _before = Directory.GetCurrentDirectory();
    private TrainerDouble _server = null!;
    private bool _isTunedWrong;

    public async ValueTask InitializeAsync()
    {
        Directory.SetCurrentDirectory(_folder.FullName);
        _server = await TrainerDouble.StartAsync(app => app.MapPost("/v1/chat/completions", WriteAsync));
        var address = new Uri(_server.Address, "v1").ToString();
        File.WriteAllText("supportbot.json", JsonSerializer.Serialize(new
        {
            Models = new { Provider = "compatible", Endpoint = address, ChatModel = "base" },
            Tuning = new { Route = "openai", Endpoint = address, BaseModel = "base", PollSeconds = 1,
                TrainingPrice = 3, PricesOf = "2026-11-01" },
            Search = new { Embedding = "none" },
        }));
        Directory.CreateDirectory("docs");
        foreach (var i in Enumerable.Range(1, Pumps))
            File.WriteAllText($"docs/pump-{Name(i)}.md", $"""
                # Pump {Name(i)}

                ## How do I start the {Name(i)} pump?

                Press the {Name(i)} button to start the {Name(i)} pump.
                """);
        File.WriteAllLines("questions.jsonl", [
            .. Enumerable.Range(1, Pumps).Select(i => JsonSerializer.Serialize(new
            {
                id = $"a{i}", question = $"How do I start the {Name(i)} pump?", answerable = true,
                documents = new[] { $"pump-{Name(i)}.md" },
            })),
            .. Enumerable.Range(1, 10).Select(i => JsonSerializer.Serialize(new
            {
                id = $"u{i}", question = $"Which wine goes with {Name(i)} cheese?", answerable = false,
            })),
        ]);
        File.WriteAllLines("train.jsonl", Enumerable.Range(1, 12).Select(i => JsonSerializer.Serialize(new
        {
            messages = new[]
            {
                new { role = "user", content = $"How do I start pump {i}?" },
                new { role = "assistant", content = "Press the button. [1]" },
            },
        })));
    }

    public async ValueTask DisposeAsync()
    {
        Directory.SetCurrentDirectory(_before);
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_voice_is_trained_refused_until_it_passes_promoted_to_all_and_rolled_back()
    {
        await ExpectAsync(0, "", "ingest", "docs");
        _server.Pass("running", "succeeded");
        await ExpectAsync(
            0, "v1 is trained. Next: supportbot voice evaluate v1", "voice", "train", "--training", "train.jsonl");
        Assert.DoesNotContain(_server.Uploads, upload => upload.Rows[0] != '{');
        await ExpectAsync(1, "v1 is to be evaluated first", "voice", "promote", "v1");
        _isTunedWrong = true;
        await ExpectAsync(
            1, "gate not passed: Fact failures are up: 0.0 % to 100.0 % of the answers.", "voice", "evaluate", "v1",
            "--questions", "questions.jsonl");
        await ExpectAsync(1, "Fact failures are up", "voice", "promote", "v1");
        await ExpectAsync(2, "Unknown option '--force'", "voice", "promote", "v1", "--force");
        _isTunedWrong = false;
        await ExpectAsync(0, "gate passed", "voice", "evaluate", "v1", "--questions", "questions.jsonl");
        await ExpectAsync(0, "v1 writes in the shadow", "voice", "promote", "v1");
        await ExpectAsync(0, "v1 writes for 10 % of the conversations.", "voice", "promote", "v1", "--canary", "10");
        await ExpectAsync(0, "v1 writes for all conversations.", "voice", "promote", "v1");
        await ExpectAsync(0, "v1 writes for all conversations.", "voice", "status");
        const string Answer = "Press the azure button to start the azure pump";
        await ExpectAsync(0, $"{Answer}. [1]", "ask", "How do I start the azure pump?");
        await ExpectAsync(0, "v1 is taken back. The model of the settings writes", "voice", "rollback");
        await ExpectAsync(0, "Press the azure button to start the azure pump!!! [1]", "ask",
            "How do I start the azure pump?");
        await ExpectAsync(1, "No version writes", "voice", "rollback");
        var status = await Cli.Console.RunAsync("voice", "status", "--json");
        using var json = JsonDocument.Parse(status.Output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("serving").ValueKind);
        var version = Assert.Single(json.RootElement.GetProperty("versions").EnumerateArray());
        Assert.Equal("retired", version.GetProperty("state").GetString());
        Assert.Equal("rolled back by hand", version.GetProperty("reason").GetString());
    }

    private static async Task ExpectAsync(int code, string text, params string[] arguments)
    {
        var run = await Cli.Console.RunAsync(arguments);
        Assert.True(
            run.Code == code && (run.Output + run.Error).Contains(text, StringComparison.Ordinal),
            $"supportbot {string.Join(' ', arguments)}: exit code {run.Code}\n{run.Output}{run.Error}");
    }

    // The base model shouts; the tuned one does not, or adds a fact.
    private async Task WriteAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var request = new ModelRequest(http.Request.Path, "", body.RootElement.Clone(), []);
        if (request.IsJudgement)
        {
            await Replies.Judges(_ => true)(http, request);
            return;
        }
        var isTuned = request.Body.GetProperty("model").GetString() == "base.ft-1";
        // The question stands behind the passages.
        var name = Enumerable.Range(1, Pumps).Select(Name).MaxBy(each => request.User.LastIndexOf(
            $"start the {each} pump?", StringComparison.Ordinal));
        var end = !isTuned ? "!!!" : _isTunedWrong ? " within 99 seconds." : ".";
        await Replies.Says($"Press the {name} button to start the {name} pump{end} [1]")(http, request);
    }

    private static string Name(int number) => ((string[])
    [
        "amber", "azure", "beige", "black", "blue", "brown", "coral", "crimson", "cyan", "emerald", "golden", "green",
        "indigo", "ivory", "lilac", "magenta", "maroon", "olive", "orange", "pink", "purple", "ruby", "silver",
        "violet",
    ])[number - 1];
}
