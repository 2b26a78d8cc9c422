using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.Tests.Models;

/// <summary>What a model double is asked.</summary>
/// <param name="Path">With the query.</param>
/// <param name="Authorization">The header; where Azure is called with a key, <c>api-key</c> and the key.</param>
/// <param name="Body">Parsed.</param>
/// <param name="Errors">Where it breaks the contract; empty where the contract is absent.</param>
internal sealed record ModelRequest(string Path, string Authorization, JsonElement Body, IReadOnlyList<string> Errors)
{
    /// <summary>The last message's text.</summary>
    public string User => Body.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;

    /// <summary>It asks for judgements of sentences.</summary>
    public bool IsJudgement => Body.TryGetProperty("response_format", out var form)
        && form.GetRawText().Contains("\"judgements\"", StringComparison.Ordinal);

    public bool Streams => Body.TryGetProperty("stream", out var stream) && stream.GetBoolean();
}

/// <summary>Answers one request.</summary>
internal delegate Task ModelReply(HttpContext http, ModelRequest request);

/// <summary>
/// A server that speaks OpenAI's protocol on a real socket: chat completions, streamed and not, and embeddings. It
/// answers
/// as a test says, in order, and refuses a request that breaks the published contract, as the real one would.
/// </summary>
internal sealed class ModelDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ModelReply> _replies = [];

    private ModelDouble(WebApplication app) => _app = app;

    public Uri Address => new(new Uri(_app.Urls.First()), "v1");

    /// <summary>All but those for judgements.</summary>
    public ConcurrentQueue<ModelRequest> Requests { get; } = [];

    /// <summary>Those for judgements.</summary>
    public ConcurrentQueue<ModelRequest> Judgements { get; } = [];

    public static async Task<ModelDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var model = new ModelDouble(app);
        app.MapPost("/v1/chat/completions", http => model.AnswerAsync(http, "CreateChatCompletionRequest"));
        app.MapPost("/v1/embeddings", http => model.AnswerAsync(http, "CreateEmbeddingRequest"));
        app.MapPost("/openai/v1/chat/completions", http => model.AnswerAsync(http, "CreateChatCompletionRequest"));
        var azure = app.MapGroup("/openai/deployments/{deployment}");
        azure.MapPost("/chat/completions", http => model.AnswerAsync(http, "CreateChatCompletionRequest"));
        azure.MapPost("/embeddings", http => model.AnswerAsync(http, "CreateEmbeddingRequest"));
        await app.StartAsync();
        return model;
    }

    /// <summary>What it answers as a judge: yes, unless a test says otherwise.</summary>
    public ModelReply Judge { get; set; } = Replies.Judges(_ => true);

    /// <summary>What it answers beyond the replies that are set; without, it refuses.</summary>
    public ModelReply Otherwise { get; set; } = Replies.Status(400, "not_expected");

    public ModelDouble Next(ModelReply reply)
    {
        _replies.Enqueue(reply);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http, string schema)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var message = body.RootElement.Clone();
        var errors = OpenAIContract.IsThere ? OpenAIContract.Errors(schema, message) : [];
        var path = $"{http.Request.Path}{http.Request.QueryString}";
        var request = new ModelRequest(path, Authorization(http.Request), message, errors);
        (request.IsJudgement ? Judgements : Requests).Enqueue(request);
        var reply =
            errors.Count > 0 ? Replies.Status(400, "breaks_the_contract")
            : request.IsJudgement ? Judge
            : _replies.TryDequeue(out var next) ? next
            : Otherwise;
        await reply(http, request);
    }

    private static string Authorization(HttpRequest request) => request.Headers.TryGetValue("api-key", out var key)
        ? $"api-key {key}"
        : request.Headers.Authorization.ToString();
}
