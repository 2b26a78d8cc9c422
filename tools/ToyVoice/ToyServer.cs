using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToyVoice;

/// <summary>
/// An OpenAI-compatible server with vLLM's calls for adapters. The base model says sentences of the passages as they
/// are; an adapter restyles them.
/// </summary>
internal static class ToyServer
{
    public const string Base = "toy-base";

    private static readonly ConcurrentDictionary<string, Tagger> Adapters = new(StringComparer.Ordinal);

    public static int Run(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapGet("/v1/models", () => Results.Json(new
        {
            @object = "list",
            data = Adapters.Keys.Prepend(Base).Select(id => new { id, @object = "model" }),
        }));
        app.MapPost("/v1/load_lora_adapter", (JsonObject body) =>
        {
            var file = Path.Combine((string?)body["lora_path"] ?? "", "adapter_model.bin");
            if (!File.Exists(file)) return NotFound("No adapter found.");
            Adapters[(string)body["lora_name"]!] = Tagger.Read(file);
            return Results.Text("Success: LoRA adapter added.");
        });
        app.MapPost("/v1/unload_lora_adapter", (JsonObject body) =>
            Adapters.TryRemove((string?)body["lora_name"] ?? "", out _)
                ? Results.Text("Success: LoRA adapter removed.")
                : NotFound("The adapter is not loaded."));
        app.MapPost("/v1/chat/completions", ReplyAsync);
        app.Run();
        return 0;
    }

    private static async Task ReplyAsync(JsonObject body, HttpContext http)
    {
        var model = (string?)body["model"] ?? "";
        if (model != Base && !Adapters.ContainsKey(model))
        {
            await NotFound($"The model {model} does not exist.").ExecuteAsync(http);
            return;
        }
        var messages = body["messages"]!.AsArray();
        var text = TextOf(messages[^1]!["content"]!);
        var reply = ReplyTo(WritingPrompt.Read(text), body["response_format"]?.ToJsonString() ?? "", model);
        // About four characters are a token.
        var usage = new
        {
            prompt_tokens = text.Length / 4, completion_tokens = reply.Length / 4,
            total_tokens = text.Length / 4 + reply.Length / 4,
        };
        if ((bool?)body["stream"] != true)
        {
            await http.Response.WriteAsJsonAsync(new
            {
                id = "toy", @object = "chat.completion", model, usage,
                choices = new[]
                {
                    new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = reply } },
                },
            });
            return;
        }
        http.Response.ContentType = "text/event-stream";
        await SendAsync(new { index = 0, delta = new { role = "assistant", content = reply } });
        await SendAsync(new { index = 0, delta = new { }, finish_reason = "stop" }, usage);
        await http.Response.WriteAsync("data: [DONE]\n\n");

        Task SendAsync(object choice, object? usage = null) => http.Response.WriteAsync("data: "
            + JsonSerializer.Serialize(new
            {
                id = "toy", @object = "chat.completion.chunk", model, choices = new[] { choice }, usage,
            }) + "\n\n");
    }

    private static IResult NotFound(string message) =>
        Results.Json(new { error = new { message } }, statusCode: StatusCodes.Status404NotFound);

    private static string TextOf(JsonNode content) => content is JsonArray parts
        ? string.Concat(parts.Select(part => (string?)part!["text"]))
        : (string)content!;

    private static string ReplyTo(WritingPrompt prompt, string form, string model)
    {
        if (form.Contains("judgements", StringComparison.Ordinal))
            return JsonSerializer.Serialize(new
            {
                judgements = prompt.Sentences.Select((sentence, i) => new
                {
                    sentence = i + 1,
                    entailed = ToyJudge.Entails(sentence.Passages.Select(n => prompt.Passages[n - 1]), sentence.Text),
                }),
            });
        if (form.Contains("small_talk", StringComparison.Ordinal))
            return JsonSerializer.Serialize(new
            {
                question = prompt.Question, language = "en", intent = "question", translations = Array.Empty<object>(),
            });
        return Write(prompt, Adapters.GetValueOrDefault(model));
    }

    // The two sentences that share the most with the question, in the order of the passages.
    private static string Write(WritingPrompt prompt, Tagger? adapter)
    {
        var asked = Words.Of(prompt.Question).Select(word => word.Key).Where(key => key.Length > 3).ToHashSet();
        var chosen = prompt.Passages.Take(2).SelectMany((passage, i) => Words.SentencesOf(passage)
                .Select(sentence => (Text: sentence, Number: i + 1)))
            .OrderByDescending(one => Words.Of(one.Text).Count(word => asked.Contains(word.Key)) - .1 * one.Number)
            .Take(2).OrderBy(one => one.Number);
        return string.Join(' ', chosen.Select(one => $"{Styled(one.Text.TrimEnd('.'), adapter)} [{one.Number}]."));
    }

    private static string Styled(string sentence, Tagger? adapter)
    {
        if (adapter is null) return sentence;
        var words = Words.Of(sentence);
        return Restyling.Apply(words, adapter.Predict(words));
    }
}
