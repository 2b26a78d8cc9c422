using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.Benchmarks.Streaming;

/// <summary>
/// A model that speaks OpenAI's protocol on a socket and gives each question the same answer, a word at a time, forty
/// of
/// them a second. It notes when it was asked and when each sentence had left.
/// </summary>
internal sealed partial class PacedModel : IAsyncDisposable
{
    private const int TokensPerSecond = 40;
    private const int Bits = 12;

    /// <summary>Of the page that is asked about, which says the same.</summary>
    public static readonly string[] Sentences =
    [
        "Pull the plug of the kettle before you descale it.",
        "Let the kettle cool for 30 minutes.",
        "Fill the kettle with one litre of cold water.",
        "Add 100 ml of white vinegar to the water.",
        "Boil the mixture once in the open kettle.",
        "Let the hot vinegar work for 20 minutes.",
        "Pour the mixture into the sink.",
        "Rinse the kettle twice with clear water.",
        "Wipe the inside of the kettle with a soft cloth.",
        "Boil fresh water once and pour it away.",
        "Dry the base of the kettle with a towel.",
        "Descale the kettle every three months.",
    ];

    private static readonly TimeSpan BetweenTokens = TimeSpan.FromSeconds(1) / TokensPerSecond;
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly WebApplication _app;

    private PacedModel(WebApplication app) => _app = app;

    /// <summary>Its answer, each sentence cited.</summary>
    public static string Answer { get; } = string.Join(' ', Sentences.Select(sentence => $"{sentence[..^1]} [1]."));

    /// <summary>The page from which its sentences come.</summary>
    public static string Page { get; } =
        $"# Descaling\n\n## How do I descale the kettle?\n\n{string.Join(' ', Sentences)}\n";

    public string Address => $"{_app.Urls.First()}/v1";

    /// <summary>What it did for each question, by the question's number.</summary>
    public ConcurrentDictionary<int, PacedAnswer> Answers { get; } = [];

    public static async Task<PacedModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var model = new PacedModel(app);
        app.MapPost("/v1/chat/completions", model.AnswerAsync);
        await app.StartAsync();
        return model;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A question that carries its number in its marks, which say nothing to the search.</summary>
    public static string Question(int number) =>
        "How do I descale the kettle "
            + $"{Convert.ToString(number, 2).PadLeft(Bits, '0').Replace('0', '?').Replace('1', '!')}";

    private static int NumberIn(string body) =>
        Convert.ToInt32(Marks().Match(body).Groups[1].Value.Replace('?', '0').Replace('!', '1'), 2);

    private async Task AnswerAsync(HttpContext http)
    {
        var asked = Clock.GetTimestamp();
        using var body = new StreamReader(http.Request.Body);
        var request = await body.ReadToEndAsync(http.RequestAborted);
        http.Response.ContentType = "text/event-stream";
        if (Judged().Matches(request) is { Count: > 0 } sentences)
        {
            await http.Response.Body.WriteAsync((byte[])[.. Affirms(sentences.Count), .. End], http.RequestAborted);
            return;
        }
        var number = NumberIn(request);
        var answer = Answers.AddOrUpdate(
            number, _ => new PacedAnswer(asked), (_, first) => first with { Requests = first.Requests + 1 });
        foreach (var (i, token) in Tokens.Index())
        {
            if (BetweenTokens * (i + 1) - Clock.GetElapsedTime(asked) is { Ticks: > 0 } wait)
                await Task.Delay(wait, Clock, http.RequestAborted);
            await http.Response.Body.WriteAsync(token.Event, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            if (token.EndsSentence) answer.Sent.Add(Clock.GetTimestamp());
        }
        await http.Response.Body.WriteAsync(End, http.RequestAborted);
    }

    private static readonly IReadOnlyList<(byte[] Event, bool EndsSentence)> Tokens =
        [.. Answer.Split(' ').Select((word, i) => (Event(i == 0 ? word : $" {word}", "null"), word == "[1]."))];

    private static readonly byte[] End = [.. Event("", "\"stop\""), .. "data: [DONE]\n\n"u8];

    /// <summary>As a judge it says yes to each sentence at once.</summary>
    private static byte[] Affirms(int sentences) => Event(
        JsonSerializer.Serialize(new
        {
            judgements = Enumerable.Range(1, sentences).Select(sentence => new { sentence, entailed = true }),
        }),
        "null");

    private static byte[] Event(string text, string finish)
    {
        var content = JsonSerializer.Serialize(text);
        var choice = $$"""{"index":0,"delta":{"content":{{content}}},"finish_reason":{{finish}}}""";
        return Encoding.UTF8.GetBytes(
            """data: {"id":"c1","object":"chat.completion.chunk","created":1764000000,"model":"paced","""
            + $"\"choices\":[{choice}]}}\n\n");
    }

    [GeneratedRegex(@"sentence \d+ on passage")]
    private static partial Regex Judged();

    [GeneratedRegex("kettle ([?!]{12})")]
    private static partial Regex Marks();
}

/// <summary>What the model did for one question; all times are timestamps of this process.</summary>
/// <param name="Asked">When its request had come.</param>
internal sealed record PacedAnswer(long Asked)
{
    /// <summary>How often it was asked.</summary>
    public int Requests { get; init; } = 1;

    /// <summary>When the last word of each sentence had left.</summary>
    public List<long> Sent { get; } = [];
}
