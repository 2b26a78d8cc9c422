using System.Security.Claims;
using System.Security.Cryptography;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;

namespace SupportBot.AgentConsole.SignIn;

// Who signed in, as the console's cookie keeps it. Only what the issuer says about a person counts.
internal static class AgentClaims
{
    public const string Scheme = "console";

    private const string Id = "agent_id";
    private const string Name = "agent_name";
    private const string Role = "agent_role";
    private const string SignIn = "sign_in";
    private const string Expires = "sign_in_expires";
    private const int LongestName = 100;

    public static ClaimsPrincipal Create(string id, string name, AgentRole role) => new(new ClaimsIdentity(
        [
            new Claim(Id, id), new Claim(Name, name.Cut(LongestName)),
            new Claim(Role, role.ToString()),
        ],
        Scheme, Name, Role));

    // Null if the issuer gave them neither role.
    public static ClaimsPrincipal? FromIssuer(ClaimsPrincipal signedIn, ConsoleOptions options)
    {
        var id = signedIn.FindFirstValue("oid") ?? signedIn.FindFirstValue("sub");
        if (string.IsNullOrEmpty(id) || RoleOf(signedIn, options) is not { } role) return null;
        var name = signedIn.FindFirstValue("name") ?? signedIn.FindFirstValue("preferred_username") ?? "Agent";
        return Create(id, name, role);
    }

    // Null for somebody who has not signed in.
    public static Agent? Read(ClaimsPrincipal? user, HandoffOptions handoff) =>
        user?.FindFirstValue(Id) is { } id && user.FindFirstValue(Name) is { } name
        && Enum.TryParse<AgentRole>(user.FindFirstValue(Role), out var role)
            ? new Agent { Id = id, Name = name, Role = role, Capacity = handoff.Capacity }
            : null;

    // Called for each new cookie.
    public static void AddTicket(ClaimsPrincipal user, DateTimeOffset expiresAt) =>
        ((ClaimsIdentity)user.Identity!).AddClaims(
        [
            new Claim(SignIn, RandomNumberGenerator.GetHexString(32, lowercase: true)),
            new Claim(Expires, $"{expiresAt.ToUnixTimeSeconds()}"),
        ]);

    // Null for cookies of earlier versions.
    public static SignInTicket? TicketOf(ClaimsPrincipal? user) =>
        user?.FindFirstValue(SignIn) is { } id && long.TryParse(user.FindFirstValue(Expires), out var expires)
            ? new SignInTicket(id, DateTimeOffset.FromUnixTimeSeconds(expires))
            : null;

    private static AgentRole? RoleOf(ClaimsPrincipal signedIn, ConsoleOptions options)
    {
        var roles = signedIn.FindAll(options.RoleClaim).Select(claim => claim.Value).ToHashSet();
        return roles.Contains(options.SupervisorRole) ? AgentRole.Supervisor
            : roles.Contains(options.AgentRole) ? AgentRole.Agent
            : null;
    }
}
