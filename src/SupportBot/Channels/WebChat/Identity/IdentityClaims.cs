using System.Globalization;
using System.Text;
using System.Text.Json;
using SupportBot.Core.Conversations;

namespace SupportBot.Channels.WebChat.Identity;

internal static class IdentityClaims
{
    private const int MaxSubjectLength = 200;
    private const int MaxNameLength = 200;
    private const int MaxEmailLength = 254;
    private const int MaxClaimsBytes = 2048;

    private static readonly HashSet<string> Registered =
        ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "name", "email"];

    // Reads the payload of a verified JWT.
    public static VerifiedIdentity Read(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        var claims = json.RootElement.EnumerateObject()
            .Where(claim => !Registered.Contains(claim.Name) && IsSimple(claim.Value))
            .DistinctBy(claim => claim.Name)
            .ToDictionary(claim => claim.Name, claim => claim.Value);
        return Of(Text("sub") ?? "", Text("name"), Text("email"), claims);

        string? Text(string name) =>
            json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
    }

    public static VerifiedIdentity Of(
        string subject, string? name, string? email, Dictionary<string, JsonElement> claims)
    {
        if (subject.Length is 0 or > MaxSubjectLength || Visible(subject) != subject)
            return VerifiedIdentity.Refused(
                $"The id of the visitor must have 1 to {MaxSubjectLength} characters and no invisible ones.");
        var further = JsonSerializer.Serialize(claims);
        if (Encoding.UTF8.GetByteCount(further) > MaxClaimsBytes)
            return VerifiedIdentity.Refused($"The further claims must not exceed {MaxClaimsBytes} bytes.");
        if (name?.Length > MaxNameLength || email?.Length > MaxEmailLength)
            return VerifiedIdentity.Refused(
                $"A name must not exceed {MaxNameLength} characters, and an e-mail address {MaxEmailLength}.");
        return new VerifiedIdentity(
            new VisitorIdentity(subject, NullIfEmpty(name), NullIfEmpty(email), further), "");
    }

    private static bool IsSimple(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static string? NullIfEmpty(string? text) =>
        Visible(text ?? "").Trim() is { Length: > 0 } visible ? visible : null;

    // Without characters that control a display, and without those that change the direction of writing.
    private static string Visible(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator)));
}
