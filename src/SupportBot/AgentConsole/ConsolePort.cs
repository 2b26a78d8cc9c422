namespace SupportBot.AgentConsole;

// Serves the console on its own address only, and nothing else there.
internal sealed class ConsolePort(string url)
{
    private readonly int _port = BindingAddress.Parse(url).Port;

    public Task Separate(HttpContext http, RequestDelegate next)
    {
        var isConsole = http.Request.Path.StartsWithSegments("/console", StringComparison.Ordinal);
        if (http.Connection.LocalPort == _port == isConsole || http.Request.Path == "/health") return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
