using System.Globalization;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Settings;

namespace SupportBot.Security;

/// <summary><c>/.well-known/security.txt</c> (RFC 9116): whom to tell about a vulnerability of this host.</summary>
internal static class SecurityTextEndpoint
{
    public const string Path = "/.well-known/security.txt";

    /// <summary>The operator's settings are as fresh as the host, but the RFC wants a date within a year.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    /// <summary>Without a contact the address does not exist.</summary>
    public static IEndpointRouteBuilder MapSecurityText(this IEndpointRouteBuilder routes)
    {
        var server = routes.ServiceProvider.GetRequiredService<IOptions<ServerOptions>>().Value;
        if (server.SecurityContact.Length > 0)
            routes.MapGet(Path, (Brand brand, TimeProvider time) => Results.Text(Write(server, brand, time.GetUtcNow()), "text/plain; charset=utf-8"));
        return routes;
    }

    private static string Write(ServerOptions server, Brand brand, DateTimeOffset now)
    {
        var expires = (now + Lifetime).ToString("yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture);
        List<string> lines =
        [
            $"Contact: {server.SecurityContact}",
            $"Expires: {expires}",
            $"Preferred-Languages: {string.Join(", ", brand.Texts.Keys.Order(StringComparer.Ordinal))}",
        ];
        if (server.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) lines.Add($"Canonical: {server.PublicAddress}{Path}");
        return string.Join('\n', lines) + "\n";
    }
}
