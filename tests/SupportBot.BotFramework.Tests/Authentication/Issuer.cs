using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Tests.Authentication;

/// <summary>Stands for login.botframework.com: serves metadata and keys, and signs whatever a test wants.</summary>
internal sealed class Issuer(DateTimeOffset now) : HttpMessageHandler
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";
    public const string ServiceUrl = "https://smba.trafficmanager.net/teams/";

    /// <summary>Shared, since making a key takes longer than all else here.</summary>
    private static readonly RSA First = RSA.Create(2048);
    private static readonly RSA Second = RSA.Create(2048);

    private readonly Dictionary<string, RSA> _keys = new() { ["key-1"] = First };

    public Issuer() : this(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public FakeTimeProvider Clock { get; } = new(now);

    /// <summary>How often the keys were fetched.</summary>
    public int Fetched { get; private set; }

    public bool IsDown { get; set; }

    /// <summary>Where the metadata says that the keys are.</summary>
    public string KeysAt { get; set; } = "https://login.botframework.com/v1/.well-known/keys";

    public string[] Endorsements { get; set; } = ["msteams", "webchat"];

    public SigningKeys Keys() => new(new HttpClient(this), BotCloud.Public.Metadata, Clock);

    public ChannelTokens Tokens() => new(AppId, BotCloud.Public, Keys(), Clock);

    public void AddKey(string id) => _keys[id] = Second;

    public void RemoveKey(string id) => _keys.Remove(id);

    public RSA Key(string id) => _keys[id];

    /// <summary>The claims of a good token, to be spoilt by a test.</summary>
    public Dictionary<string, object?> Claims() => new()
    {
        ["iss"] = BotCloud.Public.Issuer,
        ["aud"] = AppId,
        ["serviceurl"] = ServiceUrl,
        ["nbf"] = Seconds(-60),
        ["exp"] = Seconds(3600),
    };

    public long Seconds(double fromNow) => Clock.GetUtcNow().AddSeconds(fromNow).ToUnixTimeSeconds();

    public string Sign(
        Dictionary<string, object?>? claims = null, string keyId = "key-1", RSA? with = null, object? header = null) =>
        Sign(header ?? new { alg = "RS256", typ = "JWT", kid = keyId }, claims ?? Claims(),
            input => (with ?? _keys[keyId]).SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static byte[] Json(object value) => JsonSerializer.SerializeToUtf8Bytes(value);

    public static string Sign(object header, object claims, Func<byte[], byte[]> signature)
    {
        var input = $"{Base64(Json(header))}.{Base64(Json(claims))}";
        return $"{input}.{Base64(signature(Encoding.ASCII.GetBytes(input)))}";
    }

    public static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown) throw new HttpRequestException("unreachable");
        object body =
            request.RequestUri == BotCloud.Public.Metadata ? new { issuer = BotCloud.Public.Issuer, jwks_uri = KeysAt }
            : request.RequestUri!.ToString() == KeysAt ? Published()
            : throw new InvalidOperationException($"Nobody may call {request.RequestUri}.");
        return Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
            });
    }

    /// <summary>The keys as the issuer publishes them.</summary>
    public object Published()
    {
        Fetched++;
        return new
        {
            keys = _keys.Select(key => new
            {
                kty = "RSA",
                use = "sig",
                kid = key.Key,
                n = Base64(key.Value.ExportParameters(false).Modulus!),
                e = Base64(key.Value.ExportParameters(false).Exponent!),
                endorsements = Endorsements,
            }),
        };
    }
}
