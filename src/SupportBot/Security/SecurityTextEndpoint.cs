using System.Globalization;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Settings;

namespace SupportBot.Security;

// /.well-known/security.txt (RFC 9116).
internal static class SecurityTextEndpoint
{
    public const string Path = "/.well-known/security.txt";

    // RFC 9116 requires an expiry date, of less than a year. The settings are as recent as the start of the host.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    // Not mapped without a contact.
    public static IEndpointRouteBuilder MapSecurityText(this IEndpointRouteBuilder routes)
    {
        var server = routes.ServiceProvider.GetRequiredService<IOptions<ServerOptions>>().Value;
        if (server.SecurityContact.Length > 0)
            routes.MapGet(
                Path,
                (Brand brand, TimeProvider time) =>
                    Results.Text(Write(server, brand, time.GetUtcNow()), "text/plain; charset=utf-8"));
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
        if (server.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            lines.Add($"Canonical: {server.PublicAddress}{Path}");
        return string.Join('\n', lines) + "\n";
    }
}
