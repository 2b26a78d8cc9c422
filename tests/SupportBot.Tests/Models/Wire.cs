using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Models;

/// <summary>The messages of OpenAI's protocol, as a server writes them.</summary>
internal static class Wire
{
    public const string Model = "double-1";
    public const string Done = "data: [DONE]\n\n";

    public static string EmptyChoices => Event(Chunk());

    /// <summary>The role first, then a piece for each word.</summary>
    public static IReadOnlyList<string> Words(string text) =>
        [
            Piece(new JsonObject { ["role"] = "assistant", ["content"] = "" }),
            .. text.Split(' ').Select((word, i) => Piece(new JsonObject { ["content"] = i == 0 ? word : $" {word}" })),
        ];

    public static string Finish(string reason) => Event(Chunk(Choice([], reason)));

    public static string Usage(int prompt, int completion)
    {
        var chunk = Chunk();
        chunk["usage"] = Counts(prompt, completion);
        return Event(chunk);
    }

    public static JsonObject Chunk(params JsonNode[] choices) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion.chunk",
        ["created"] = 1_764_000_000,
        ["model"] = Model,
        ["choices"] = new JsonArray(choices),
    };

    public static JsonObject Choice(JsonObject delta, string? finish) =>
        new()
        {
            ["index"] = 0,
            ["delta"] = delta,
            ["finish_reason"] = finish,
        };

    public static JsonObject Completion(string text, int prompt, int completion) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_764_000_000,
        ["model"] = Model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text, ["refusal"] = null },
            ["logprobs"] = null,
            ["finish_reason"] = "stop",
        }),
        ["usage"] = Counts(prompt, completion),
    };

    public static JsonObject Embeddings(IReadOnlyList<float[]> vectors, bool base64) => new()
    {
        ["object"] = "list",
        ["model"] = Model,
        ["data"] = new JsonArray([.. vectors.Select((vector, i) => new JsonObject
        {
            ["object"] = "embedding",
            ["index"] = i,
                            ["embedding"] = base64
                                ? Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector))
                                : new JsonArray([.. vector.Select(value => JsonValue.Create(value))]),
        })]),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 5 * vectors.Count, ["total_tokens"] = 5 * vectors.Count },
    };

    public static string Piece(JsonObject delta) => Event(Chunk(Choice(delta, null)));

    private static string Event(JsonObject message) => $"data: {message.ToJsonString()}\n\n";

    private static JsonObject Counts(int prompt, int completion) =>
        new()
        {
            ["prompt_tokens"] = prompt,
            ["completion_tokens"] = completion,
            ["total_tokens"] = prompt + completion,
        };
}
