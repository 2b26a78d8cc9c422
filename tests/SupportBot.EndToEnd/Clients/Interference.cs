using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SupportBot.EndToEnd.Clients;

/// <summary>Stands before a server: remembers what it is asked, and answers some of it in its place.</summary>
internal sealed class Interference : IStartupFilter
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Interruption>> _answers = [];
    private readonly ConcurrentQueue<Asked> _asked = [];

    /// <summary>Answers the next calls of a kind.</summary>
    /// <param name="call">See <see cref="Calls"/>.</param>
    /// <param name="status">HTTP status; 0 cuts the connection.</param>
    /// <param name="times">How many calls.</param>
    /// <param name="body">JSON.</param>
    /// <param name="retryAfter">A header.</param>
    public void Answer(string call, int status, int times = 1, string body = "{}", string? retryAfter = null)
    {
        var answers = _answers.GetOrAdd(call, _ => []);
        for (var i = 0; i < times; i++) answers.Enqueue(new Interruption(status, body, retryAfter));
    }

    /// <summary>What was asked of a kind, in order.</summary>
    public IReadOnlyList<Asked> Asked(string call) => [.. _asked.Where(asked => asked.Call == call)];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(InvokeAsync);
        next(app);
    };

    private async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var call = Calls.Of(http.Request);
        _asked.Enqueue(
            new Asked(
                call, $"{http.Request.Path}{http.Request.QueryString}", http.Request.Headers.Authorization.ToString()));
        if (_answers.TryGetValue(call, out var answers) && answers.TryDequeue(out var answer))
            await answer.WriteAsync(http);
        else await next(http);
    }
}

/// <summary>One call.</summary>
internal sealed record Asked(string Call, string Address, string Authorization);

/// <summary>What is answered in the server's place.</summary>
internal sealed record Interruption(int Status, string Body, string? RetryAfter)
{
    public async Task WriteAsync(HttpContext http)
    {
        if (Status == 0)
        {
            http.Abort();
            return;
        }
        http.Response.StatusCode = Status;
        if (RetryAfter is not null) http.Response.Headers.RetryAfter = RetryAfter;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(Body, http.RequestAborted);
    }
}

/// <summary>The calls that DirectLineJS makes.</summary>
internal static class Calls
{
    public const string Start = "POST conversations";
    public const string Resume = "GET conversation";
    public const string Post = "POST activities";
    public const string Poll = "GET activities";
    public const string Socket = "GET stream";
    public const string Refresh = "POST refresh";

    public static string Of(HttpRequest request)
    {
        var parts = request.Path.Value!.Trim('/').Split('/');
        return $"{request.Method} {(parts is [_, _, "conversations", _] ? "conversation" : parts[^1])}";
    }
}
