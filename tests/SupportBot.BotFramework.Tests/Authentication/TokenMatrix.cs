using System.Security.Cryptography;
using System.Text;
using SupportBot.BotFramework.Authentication;
using Claims = System.Collections.Generic.Dictionary<string, object?>;

namespace SupportBot.BotFramework.Tests.Authentication;

/// <summary>Values of an <c>Authorization</c> header, good and bad.</summary>
internal static class TokenMatrix
{
    private static readonly RSA Stranger = RSA.Create(2048);

    /// <summary>Each row spoils one thing of a good token.</summary>
    public static readonly Dictionary<string, Func<Issuer, string?>> Bad = new()
    {
        ["no header"] = _ => null,
        ["an empty header"] = _ => "",
        ["only a scheme"] = _ => "Bearer",
        ["a scheme and a blank"] = _ => "Bearer ",
        ["another scheme"] = i => $"Basic {i.Sign()}",
        ["a scheme in small letters"] = i => $"bearer {i.Sign()}",
        ["no scheme"] = i => i.Sign(),
        ["three parts in the header"] = i => $"Bearer {i.Sign()} more",
        ["two blanks"] = i => $"Bearer  {i.Sign()}",
        ["no JWT"] = _ => "Bearer abc",
        ["dots alone"] = _ => "Bearer ..",
        ["parts that are no base64"] = _ => "Bearer !!.!!.!!",
        ["parts that are no JSON"] = _ =>
            $"Bearer {string.Join('.', Enumerable.Repeat(Issuer.Base64("x"u8.ToArray()), 3))}",
        ["a token of 20,000 characters"] = i => Bearer(i, c => c["x"] = new string('x', 20_000)),
        ["alg none, unsigned"] = i => $"Bearer {Issuer.Sign(new { alg = "none", kid = "key-1" }, i.Claims(), _ => [])}",
        ["alg none with a signature"] = i => $"Bearer {i.Sign(header: new { alg = "none", kid = "key-1" })}",
        ["HS256 by the public key"] = i =>
            Signed(i, "HS256", input =>
                HMACSHA256.HashData(i.Key("key-1").ExportSubjectPublicKeyInfo(), input)),
        ["HS256 by the modulus"] = i =>
            Signed(i, "HS256", input =>
                HMACSHA256.HashData(i.Key("key-1").ExportParameters(false).Modulus!, input)),
        ["RS384"] = i =>
            Signed(i, "RS384", input =>
                i.Key("key-1").SignData(input, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1)),
        ["RS512"] = i =>
            Signed(i, "RS512", input =>
                i.Key("key-1").SignData(input, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
        ["PS256"] = i =>
            Signed(i, "PS256", input =>
                i.Key("key-1").SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        ["an alg in small letters"] = i => $"Bearer {i.Sign(header: new { alg = "rs256", kid = "key-1" })}",
        ["no alg"] = i => $"Bearer {i.Sign(header: new { kid = "key-1" })}",
        ["no kid"] = i => $"Bearer {i.Sign(header: new { alg = "RS256" })}",
        ["an empty kid"] = i => $"Bearer {i.Sign(header: new { alg = "RS256", kid = "" })}",
        ["an unknown kid"] = i => $"Bearer {i.Sign(header: new { alg = "RS256", kid = "key-9" })}",
        ["a kid in capitals"] = i => $"Bearer {i.Sign(header: new { alg = "RS256", kid = "KEY-1" })}",
        ["a stranger's key under our kid"] = i => $"Bearer {i.Sign(with: Stranger)}",
        ["a stranger's key in the header"] = i =>
            $"Bearer {i.Sign(with: Stranger, header: new { alg = "RS256", kid = "key-1", jwk = Jwk(Stranger) })}",
        ["no signature"] = i => $"Bearer {i.Sign()[..(i.Sign().LastIndexOf('.') + 1)]}",
        ["a signature cut short"] = i => $"Bearer {i.Sign()[..^8]}",
        ["claims changed after signing"] = i => $"Bearer {Changed(i)}",
        ["five parts"] = i => $"Bearer {i.Sign()}.AAAA.AAAA",
        ["another issuer"] = i => Bearer(i, c => c["iss"] = "https://example.com"),
        ["the emulator's issuer"] = i =>
            Bearer(i, c => c["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"),
        ["the government's issuer"] = i => Bearer(i, c => c["iss"] = BotCloud.UsGovernment.Issuer),
        ["an issuer with a slash"] = i => Bearer(i, c => c["iss"] = "https://api.botframework.com/"),
        ["no issuer"] = i => Bearer(i, c => c.Remove("iss")),
        ["another audience"] = i => Bearer(i, c => c["aud"] = "00000000-0000-0000-0000-000000000000"),
        ["our audience in capitals with a blank"] = i => Bearer(i, c => c["aud"] = $"{Issuer.AppId} "),
        ["our audience as a URI"] = i => Bearer(i, c => c["aud"] = $"api://{Issuer.AppId}"),
        ["our outbound audience"] = i => Bearer(i, c => c["aud"] = "https://api.botframework.com"),
        ["two audiences"] = i => Bearer(i, c => c["aud"] = new[] { Issuer.AppId, "other" }),
        ["our audience in a list"] = i => Bearer(i, c => c["aud"] = new[] { Issuer.AppId }),
        ["no audience"] = i => Bearer(i, c => c.Remove("aud")),
        ["expired six minutes ago"] = i => Bearer(i, c => c["exp"] = i.Seconds(-360)),
        ["no expiry"] = i => Bearer(i, c => c.Remove("exp")),
        ["an expiry that is no number"] = i => Bearer(i, c => c["exp"] = "tomorrow"),
        ["not valid for another six minutes"] = i => Bearer(i, c => c["nbf"] = i.Seconds(360)),
    };

    /// <summary>Tokens that channels may send.</summary>
    public static readonly Dictionary<string, Func<Issuer, string>> Good = new()
    {
        ["as channels send it"] = i => Bearer(i, _ => { }),
        ["expired four minutes ago"] = i => Bearer(i, c => c["exp"] = i.Seconds(-240)),
        ["valid in four minutes"] = i => Bearer(i, c => c["nbf"] = i.Seconds(240)),
        ["without nbf"] = i => Bearer(i, c => c.Remove("nbf")),
        ["with claims that nobody knows"] = i => Bearer(i, c => c["new"] = new { a = 1 }),
    };

    private static string Bearer(Issuer issuer, Action<Claims> spoil)
    {
        var claims = issuer.Claims();
        spoil(claims);
        return $"Bearer {issuer.Sign(claims)}";
    }

    private static string Signed(Issuer issuer, string algorithm, Func<byte[], byte[]> signature) =>
        $"Bearer {Issuer.Sign(new { alg = algorithm, kid = "key-1" }, issuer.Claims(), signature)}";

    private static object Jwk(RSA key) =>
        new { kty = "RSA", n = Issuer.Base64(key.ExportParameters(false).Modulus!), e = "AQAB" };

    private static string Changed(Issuer issuer)
    {
        var parts = issuer.Sign().Split('.');
        var claims = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
        var changed = Encoding.UTF8.GetBytes(claims.Replace("teams", "beams", StringComparison.Ordinal));
        return $"{parts[0]}.{Issuer.Base64(changed)}.{parts[2]}";
    }
}
