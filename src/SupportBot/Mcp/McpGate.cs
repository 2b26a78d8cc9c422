using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;

namespace SupportBot.Mcp;

// Admits requests with a key, within the limits, before their body is read. No page of a browser is a client: each
// request with an origin is refused, which stops DNS rebinding.
internal sealed class McpGate(IOptions<McpOptions> options, TimeProvider clock) : IEndpointFilter
{
    private const int MaxRequestBytes = 64 * 1024;
    private const string Scheme = "Bearer ";

    private readonly SlidingTotals _minute = new(TimeSpan.FromMinutes(1), clock);
    private readonly int[] _running = new int[Enum.GetValues<McpCaller>().Length];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers.Origin.Count > 0)
            return Problem(StatusCodes.Status403Forbidden, "Pages in a browser cannot use the MCP server.");
        if (CallerOf(http.Request) is not { } caller)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem(
                StatusCodes.Status401Unauthorized,
                "Send the header Authorization: Bearer KEY with the value of Mcp:Key or Mcp:AgentKey.");
        }
        if (_minute.TryAdd([new Allowance("key", $"{caller}", options.Value.RequestsPerMinute)], 1) is { } shortage)
            return Busy(http, shortage.Wait, "Too many requests in the last minute (Mcp:RequestsPerMinute).");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxRequestBytes;
        http.Features.Set(new Admitted(caller));
        return await RunAsync(context, next, caller);
    }

    public static McpCaller CallerOf(HttpContext http) => http.Features.Get<Admitted>()!.Caller;

    private async ValueTask<object?> RunAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, McpCaller caller)
    {
        try
        {
            return Interlocked.Increment(ref _running[(int)caller]) > options.Value.RequestsAtOnce
                ? Busy(
                    context.HttpContext, TimeSpan.FromSeconds(1),
                    "Too many requests at the same time (Mcp:RequestsAtOnce).")
                : await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _running[(int)caller]);
        }
    }

    private McpCaller? CallerOf(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString() is not { } header
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var given = Hash(header[Scheme.Length..].Trim());
        var (isAgents, isPublic) = (Matches(given, options.Value.AgentKey), Matches(given, options.Value.Key));
        return isAgents ? McpCaller.Agents : isPublic ? McpCaller.Public : null;
    }

    // Hashes have one length, so that the time of the comparison tells nothing about the key.
    private static bool Matches(byte[] given, string key) =>
        CryptographicOperations.FixedTimeEquals(given, Hash(key)) && key.Length > 0;

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static IResult Busy(HttpContext http, TimeSpan wait, string detail)
    {
        http.Response.Headers.RetryAfter =
            Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problem(StatusCodes.Status429TooManyRequests, detail);
    }

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    private sealed record Admitted(McpCaller Caller);
}
