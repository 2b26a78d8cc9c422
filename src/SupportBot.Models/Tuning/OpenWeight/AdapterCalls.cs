using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.Models.Tuning.Hosted;

namespace SupportBot.Models.Tuning.OpenWeight;

internal sealed class AdapterCalls(HttpClient http, Uri server, string key)
{
    private const int MaxMessage = 300;

    // Returns the body, and the status of a response that is no success.
    public async Task<(string Body, int Status, TuningResult<string>.Failed? Failure)> SendAsync(
        HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(server, path));
            if (key.Length > 0) request.Headers.Authorization = new("Bearer", key);
            if (body is not null) request.Content = JsonContent.Create(body);
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            return (text, status, response.IsSuccessStatusCode ? null : Refused(path, status, text));
        }
        catch (Exception e) when (e is HttpRequestException
            || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return ("", 0, new($"{server} cannot be reached: check Tuning:ServerUrl and that the server runs.", true));
        }
    }

    private TuningResult<string>.Failed Refused(string path, int status, string body)
    {
        var said = Said(body);
        return new(
            $"{server.Host} answered {status} to {path}{(said.Length > 0 ? $": {said}" : ".")}",
            status is 429 or >= 500);
    }

    // vLLM and llama.cpp send an object with a message, Ollama sends a text.
    private static string Said(string body)
    {
        var said = TrainerJson.Parse(body)?.Member("error") switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()!,
            { } error => error.Text("message"),
            null => TrainerJson.Parse(body)?.Text("message") ?? "",
        };
        return said.Length > MaxMessage ? said[..MaxMessage] : said;
    }
}
