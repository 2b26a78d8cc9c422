using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Console;

/// <summary>An OpenID Connect issuer on this machine, for the code flow with PKCE. It asks for no password.</summary>
internal sealed class OpenIdIssuer : IAsyncDisposable
{
    public const string ClientId = "console";
    public const string ClientSecret = "the secret of the console";

    private static readonly RSA Key = RSA.Create(2048);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce)> _codes = new();

    private OpenIdIssuer(WebApplication app, string address) => (_app, Address) = (app, address);

    public string Address { get; }

    /// <summary>Who signs in next, as claims of the id token.</summary>
    public Dictionary<string, object> Person { get; set; } = [];

    public static async Task<OpenIdIssuer> StartAsync()
    {
        var address = $"http://127.0.0.1:{RunningHost.FreePort()}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.ClearProviders();
        var issuer = new OpenIdIssuer(builder.Build(), address);
        issuer._app.MapGet("/.well-known/openid-configuration", issuer.Describe);
        issuer._app.MapGet("/keys", ShowKeys);
        issuer._app.MapGet("/authorize", issuer.Authorize);
        issuer._app.MapPost("/token", issuer.TradeAsync);
        await issuer._app.StartAsync();
        return issuer;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Describe() => Results.Json(new
    {
        issuer = Address,
        authorization_endpoint = $"{Address}/authorize",
        token_endpoint = $"{Address}/token",
        jwks_uri = $"{Address}/keys",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
    });

    private static IResult ShowKeys()
    {
        var key = Key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA", use = "sig", alg = "RS256", kid = "key-1",
                    n = WebEncoders.Base64UrlEncode(key.Modulus!), e = WebEncoders.Base64UrlEncode(key.Exponent!),
                },
            },
        });
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code"
            || query["code_challenge_method"] != "S256")
            return Results.BadRequest();
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["code_challenge"].ToString(), query["nonce"].ToString());
        return Results.Redirect(QueryHelpers.AddQueryString(
            query["redirect_uri"].ToString(),
            new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    private async Task<IResult> TradeAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_codes.TryRemove(form["code"].ToString(), out var code)
            || form["client_secret"] != ClientSecret
            || code.Challenge != WebEncoders.Base64UrlEncode(
                SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))))
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        return Results.Json(new
        {
            access_token = "opaque", token_type = "Bearer", expires_in = 3600, id_token = IdToken(code.Nonce),
        });
    }

    private string IdToken(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(Person)
        {
            ["iss"] = Address, ["aud"] = ClientId, ["nonce"] = nonce, ["iat"] = now, ["exp"] = now + 600,
        };
        var input = $"{Encode(new { alg = "RS256", typ = "JWT", kid = "key-1" })}.{Encode(claims)}";
        var signature = Key.SignData(
            Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{input}.{WebEncoders.Base64UrlEncode(signature)}";
    }

    private static string Encode(object value) =>
        WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(value));
}
