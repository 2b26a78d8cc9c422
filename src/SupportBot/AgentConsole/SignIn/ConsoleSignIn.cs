using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SupportBot.AgentConsole.Live;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;

namespace SupportBot.AgentConsole.SignIn;

// The pages by which agents sign in and out. Paths are relative to /console.
internal static class ConsoleSignIn
{
    public const string Path = "/sign-in";
    public const string Out = "/sign-out";
    private const int LongestName = 60;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        if (options.UsesOpenId) endpoints.MapGet(Path, Challenge);
        else
        {
            endpoints.MapGet(Path, ShowForm);
            endpoints.MapPost(Path, SignInAsync).DisableAntiforgery();
        }
        endpoints.MapPost(Out, SignOutAsync);
        endpoints.MapGet(Out, ShowSignedOut);
    }

    private static ChallengeHttpResult Challenge(HttpContext http) => TypedResults.Challenge(
        new AuthenticationProperties { RedirectUri = $"{http.Request.PathBase}/" },
        [OpenIdConnectDefaults.AuthenticationScheme]);

    // The page signs nobody in by itself, so programs that look at links do not use the key up.
    private static IResult ShowForm(HttpContext http, SignInKey link, string? key) =>
        IsLocal(http) && link.IsCurrent(key)
            ? ConsolePages.SignIn(key!)
            : ConsolePages.Message(ConsoleTexts.LinkUsed, ConsoleTexts.LinkUsedMore, StatusCodes.Status403Forbidden);

    // The key itself protects the form: another site does not know it.
    private static async Task<IResult> SignInAsync(
        HttpContext http, SignInKey link, AgentStore agents, IOptions<HandoffOptions> handoff,
        CancellationToken cancellationToken)
    {
        var form = await http.Request.ReadFormAsync(cancellationToken);
        var name = form["name"].ToString().Trim();
        if (name.Length is 0 or > LongestName) return ConsolePages.SignIn(form["key"].ToString());
        if (!IsLocal(http) || !link.TryUse(form["key"]))
            return ConsolePages.Message(
                ConsoleTexts.LinkUsed, ConsoleTexts.LinkUsedMore, StatusCodes.Status403Forbidden);
        var user = AgentClaims.Create($"local-{name.ToLowerInvariant()}", name, AgentRole.Supervisor);
        await http.SignInAsync(AgentClaims.Scheme, user);
        await WelcomeAsync(agents, AgentClaims.Read(user, handoff.Value)!, cancellationToken);
        return Results.Redirect($"{http.Request.PathBase}/");
    }

    // Somebody who signs in works from then on.
    public static async Task WelcomeAsync(AgentStore agents, Agent agent, CancellationToken cancellationToken)
    {
        await agents.SignInAsync(agent, cancellationToken);
        await agents.SetStatusAsync(agent.Id, AgentStatus.Online, cancellationToken);
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext http, AgentStore agents, EndedSignIns ended, CaseBoard board, IOptions<HandoffOptions> handoff,
        CancellationToken cancellationToken)
    {
        if (AgentClaims.Read(http.User, handoff.Value) is { } agent)
            await agents.SetStatusAsync(agent.Id, AgentStatus.Offline, cancellationToken);
        if (AgentClaims.TicketOf(http.User) is { } ticket) ended.End(ticket);
        await http.SignOutAsync(AgentClaims.Scheme);
        board.Refresh();
        return SignedOut();
    }

    // Where consoles go that were open when their sign-in ended.
    private static IResult ShowSignedOut(HttpContext http, EndedSignIns ended, IOptions<HandoffOptions> handoff) =>
        IsSignedIn(http.User, ended, handoff.Value) ? Results.Redirect($"{http.Request.PathBase}/") : SignedOut();

    public static bool IsSignedIn(ClaimsPrincipal user, EndedSignIns ended, HandoffOptions handoff) =>
        AgentClaims.Read(user, handoff) is not null
        && !(AgentClaims.TicketOf(user) is { } ticket && ended.IsOver(ticket));

    private static IResult SignedOut() =>
        ConsolePages.Message(ConsoleTexts.SignedOut, ConsoleTexts.SignedOutMore, StatusCodes.Status200OK);

    // A proxy on this machine passes on what others send, and says so.
    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");
}
