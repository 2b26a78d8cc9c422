using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace SupportBot.Tests.Models;

/// <summary>Ways in which a model answers, sound and broken.</summary>
internal static partial class Replies
{
    public const int PromptTokens = 120;
    public const int CompletionTokens = 30;

    /// <summary>A sound answer, streamed word by word or whole, as it was asked for.</summary>
    public static ModelReply Says(string text) => (http, request) => request.Streams
                ? StreamAsync(
                    http,
                    [.. Wire.Words(text), Wire.Finish("stop"), Wire.Usage(PromptTokens, CompletionTokens), Wire.Done])
        : JsonAsync(http, Wire.Completion(text, PromptTokens, CompletionTokens));

    /// <summary>Judges each sentence of the request by its text.</summary>
    public static ModelReply Judges(Func<string, bool> isEntailed) => (http, request) =>
        Says(Judgements([.. SentencesIn(request).Select(isEntailed)]))(http, request);

    /// <summary>The sentences that a request wants judged.</summary>
    public static IEnumerable<string> SentencesIn(ModelRequest request) =>
        Sentence().Matches(request.User).Select(match => match.Groups["text"].Value);

    public static string Judgements(params bool[] entailed) => JsonSerializer.Serialize(new
    {
        judgements = entailed.Select((isEntailed, i) => new { sentence = i + 1, entailed = isEntailed }),
    });

    /// <summary>Sound but for the counts, which many servers leave out.</summary>
    public static ModelReply SaysWithoutUsage(string text) =>
        Stream([.. Wire.Words(text), Wire.Finish("stop"), Wire.Done]);

    /// <summary>Ends for another reason than that all is said.</summary>
    public static ModelReply Ends(string reason, string text) =>
        Stream([.. Wire.Words(text), Wire.Finish(reason), Wire.Done]);

    public static ModelReply EmptyChoices() => Stream([Wire.EmptyChoices, Wire.Done]);

    public static ModelReply BadJson(string text) =>
        Stream([.. Wire.Words(text), "data: {\"id\": \"chatcmpl-1\", \"choices\": [{\n\n"]);

    /// <summary>The answer ends in order, but without its end.</summary>
    public static ModelReply StopsShort(string text) => Stream([.. Wire.Words(text)]);

    /// <summary>
    /// Says 204,200 characters more, without ever ending a sentence, as if it had no limit of tokens.
    /// </summary>
    public static ModelReply Floods(string text)
    {
        var more = Wire.Piece(new JsonObject { ["content"] = string.Concat(Enumerable.Repeat(" more", 40)) });
        return Stream([.. Wire.Words(text), .. Enumerable.Repeat(more, 1021), Wire.Finish("stop"), Wire.Done]);
    }

    /// <summary>An event that never ends.</summary>
    public static ModelReply EndlessLine(string text) =>
        Forever([.. Wire.Words(text), "data: {\"choices\":[{\"delta\":{\"content\":\""], new string('a', 32 * 1024));

    /// <summary>Signs of life, and nothing else, for ever.</summary>
    public static ModelReply EndlessBody(string text) =>
        Forever([.. Wire.Words(text)], string.Concat(Enumerable.Repeat(": ping\n\n", 4096)));

    /// <summary>A list of vectors that never ends.</summary>
    public static ModelReply EndlessJson() =>
        Forever(
            ["{\"object\":\"list\",\"data\":["], string.Concat(Enumerable.Repeat("0.25,", 8192)), "application/json");

    /// <summary>Packets end within characters.</summary>
    public static ModelReply SplitCharacters(string text) => async (http, _) =>
    {
        Begin(http);
            foreach (
                var octet in Encoding.UTF8.GetBytes(
                    string.Concat([.. Wire.Words(text), Wire.Finish("stop"), Wire.Done])))
        {
            await http.Response.Body.WriteAsync(new[] { octet }, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    };

    /// <summary>In pieces of so many characters, with a rest in the middle.</summary>
    public static ModelReply Dribbles(string text, int size, Func<Task> rest) => async (http, _) =>
    {
            var pieces = text.Chunk(size)
                .Select(piece => Wire.Piece(new JsonObject { ["content"] = new string(piece) }))
                .ToList();
        await StreamAsync(http, pieces[..(pieces.Count / 2)]);
        await rest();
            await SendAsync(
                http,
                [
                    .. pieces[(pieces.Count / 2)..],
                    Wire.Finish("stop"),
                    Wire.Usage(PromptTokens, CompletionTokens),
                    Wire.Done,
                ]);
    };

    public static ModelReply Html() => async (http, _) =>
    {
        http.Response.ContentType = "text/html";
        await http.Response.WriteAsync("<html><body>Please sign in to the network.</body></html>", http.RequestAborted);
    };

    public static ModelReply Status(
        int status, string code = "server_error", string? retryAfter = null, string message = "It does not work.") =>
        async (http, _) =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
            await http.Response.WriteAsJsonAsync(
                new
                {
                    error = new
                    {
                        type = "error",
                        message,
                        param = (string?)null,
                        code,
                    },
                },
                http.RequestAborted);
    };

    /// <summary>Vectors, as numbers or in base64, as it was asked for.</summary>
    /// <param name="vector">Of a text.</param>
    /// <param name="base64">False for a server that knows numbers only.</param>
    public static ModelReply Embeds(Func<string, float[]> vector, bool base64 = true) => (http, request) =>
    {
        var texts = request.Body.GetProperty("input").EnumerateArray().Select(text => text.GetString()!);
            var packed =
                base64
                && request.Body.TryGetProperty("encoding_format", out var format)
                && format.GetString() == "base64";
        return JsonAsync(http, Wire.Embeddings([.. texts.Select(vector)], packed));
    };

    public static ModelReply Stream(IReadOnlyList<string> events) => (http, _) => StreamAsync(http, events);

    private static Task StreamAsync(HttpContext http, IReadOnlyList<string> events)
    {
        Begin(http);
        return SendAsync(http, events);
    }

    private static ModelReply Forever(IReadOnlyList<string> first, string then, string type = "text/event-stream") =>
        async (http, _) =>
    {
        http.Response.ContentType = type;
        await SendAsync(http, first);
        while (true) await SendAsync(http, [then]);
    };

    private static async Task SendAsync(HttpContext http, IReadOnlyList<string> events)
    {
        foreach (var text in events)
        {
            await http.Response.WriteAsync(text, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    internal static void Begin(HttpContext http) => http.Response.ContentType = "text/event-stream";

    private static Task JsonAsync(HttpContext http, JsonObject json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json.ToJsonString(), http.RequestAborted);
    }

    [GeneratedRegex(@"⟦sentence \d+ on passage [\d ]+ \w+⟧\n(?<text>.*?)\n⟦end", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
