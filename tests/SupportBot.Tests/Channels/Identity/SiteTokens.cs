using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.Tests.Channels.Identity;

/// <summary>A site that signs the identities of its visitors, by hand, so that it can sign wrongly too.</summary>
internal static class SiteTokens
{
    public const string Secret = "0123456789abcdef0123456789abcdef0123456789abcdef";

    public static readonly RSA Rsa = RSA.Create(2048);

    public static string PublicKey => Rsa.ExportSubjectPublicKeyInfoPem();

    /// <summary>Claims of a visitor, valid for an hour.</summary>
    public static JsonObject Claims(DateTimeOffset now, string subject = "42") => new()
    {
        ["sub"] = subject,
        ["name"] = "Ann Miller",
        ["email"] = "ann@example.com",
        ["plan"] = "pro",
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
    };

    public static string Jwt(JsonObject claims, string algorithm = "HS256", string secret = Secret)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var bytes = Encoding.UTF8.GetBytes(signed);
        var signature = algorithm switch
        {
            "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes),
            "HS512" => HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), bytes),
            "RS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => [],
        };
        return $"{signed}.{Base64UrlEncoder.Encode(signature)}";
    }

    public static string Hmac(string userId, string secret = Secret) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"user:{userId}")));

    private static string Encode(JsonObject json) => Base64UrlEncoder.Encode(json.ToJsonString());
}
