using Microsoft.Extensions.Options;
using SupportBot.AgentConsole.Live;
using SupportBot.AgentConsole.SignIn;
using SupportBot.Handoff;

namespace SupportBot.AgentConsole;

// What every response below /console carries, and who gets one. Paths are relative to /console.
internal static class ConsoleGuard
{
    // Fluent UI and Blazor write inline styles; scripts come from this host alone.
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static Task Protect(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (http.Request.Path.HasValue && http.Request.Path != "" && IsFromHere(http.Request)) return next(http);
        if (http.Request.Path == "" || !http.Request.Path.HasValue)
            http.Response.Redirect($"{http.Request.PathBase}/");
        else http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    public static Task Admit(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path;
        if (path == ConsoleSignIn.Path || path == ConsoleSignIn.Out || path.StartsWithSegments("/assets"))
            return next(http);
        var services = http.RequestServices;
        var handoff = services.GetRequiredService<IOptions<HandoffOptions>>().Value;
        var ended = services.GetRequiredService<EndedSignIns>();
        if (!ConsoleSignIn.IsSignedIn(http.User, ended, handoff)) return RefuseAsync(http);
        return IsPage(http) && services.GetRequiredService<OpenCircuits>().AreUsedUp
            ? ConsolePages.Message(
                ConsoleTexts.Full, ConsoleTexts.FullMore, StatusCodes.Status503ServiceUnavailable).ExecuteAsync(http)
            : next(http);
    }

    private static Task RefuseAsync(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        if (!IsPage(http)) http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (options.UsesOpenId) http.Response.Redirect($"{http.Request.PathBase}{ConsoleSignIn.Path}");
        else
            return ConsolePages.Message(
                ConsoleTexts.SignedOut, ConsoleTexts.OpenLink, StatusCodes.Status401Unauthorized).ExecuteAsync(http);
        return Task.CompletedTask;
    }

    public static bool IsPage(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        && !http.Request.Path.StartsWithSegments("/_blazor") && !http.Request.Path.StartsWithSegments("/_framework");

    // Requests that change something, and sockets, come from the console's own pages. Browsers say where from.
    private static bool IsFromHere(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) && !request.HttpContext.WebSockets.IsWebSocketRequest
            && !request.Path.StartsWithSegments("/_blazor"))
        || request.Headers.Origin is not [{ Length: > 0 } origin]
        // A proxy may take the encryption off.
        || (Uri.TryCreate(origin, UriKind.Absolute, out var site)
            && string.Equals(site.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
