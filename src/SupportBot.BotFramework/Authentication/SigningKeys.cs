using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.BotFramework.Authentication;

/// <summary>A public key of the issuer, and the channels that it speaks for.</summary>
/// <param name="Key">The key.</param>
/// <param name="Endorsements">Channel ids, as the key's <c>endorsements</c> member lists them.</param>
public sealed record SigningKey(SecurityKey Key, IReadOnlyList<string> Endorsements);

/// <summary>
/// The issuer's signing keys, fetched when first needed and kept: fetched again daily in the background, and when a
/// token
/// names a key that is not there, at most every five minutes, so that made-up key ids are no way to make us call out.
/// One fetch serves all who wait; when one fails, the old keys go on serving.
/// </summary>
/// <param name="http">A client that follows no redirects.</param>
/// <param name="metadata">The issuer's metadata address.</param>
/// <param name="clock">The time.</param>
public sealed class SigningKeys(HttpClient http, Uri metadata, TimeProvider clock)
{
    private const int LargestDocument = 1 << 20;
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);
    private static readonly TimeSpan CoolDown = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CoolDownWithoutKeys = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Dictionary<string, SigningKey>? _keys;
    private DateTimeOffset _tried = DateTimeOffset.MinValue;
    private Task _fetching = Task.CompletedTask;

    /// <summary>
    /// The keys by id, fetched anew where the one that is asked for is not among them; null where they could never be
    /// fetched: then nothing is to be accepted.
    /// </summary>
    internal async Task<IReadOnlyDictionary<string, SigningKey>?> ForAsync(
        string keyId, CancellationToken cancellationToken)
    {
        var known = _keys?.ContainsKey(keyId) == true;
        var fetching = FetchIfOlder(known ? Age : _keys is null ? CoolDownWithoutKeys : CoolDown);
        if (!known) await fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _keys;
    }

    private Task FetchIfOlder(TimeSpan age)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (!_fetching.IsCompleted || now - _tried < age) return _fetching;
            _tried = now;
            return _fetching = FetchAsync();
        }
    }

    private async Task FetchAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(Patience, clock);
            var document = await GetAsync(metadata, timeout.Token).ConfigureAwait(false);
            var address = new Uri(document.GetProperty("jwks_uri").GetString()!);
            if (
                Uri.Compare(
                    address, metadata, UriComponents.SchemeAndServer, UriFormat.Unescaped,
                    StringComparison.OrdinalIgnoreCase) != 0)
                return;
            var keys = await GetAsync(address, timeout.Token).ConfigureAwait(false);
            _keys = keys.GetProperty("keys")
                .EnumerateArray()
                .Select(Read)
                .OfType<(string Id, SigningKey Key)>()
                .ToDictionary(k => k.Id, k => k.Key, StringComparer.Ordinal);
        }
        catch (Exception e)
            when (e
                    is HttpRequestException
                        or OperationCanceledException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentException
                        or UriFormatException)
        {
            // Unreachable, or not what it should be: what was known before goes on serving.
        }
    }

    private async Task<JsonElement> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(LargestDocument, cancellationToken).ConfigureAwait(false);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var document = await JsonDocument
            .ParseAsync(body, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return document.RootElement.Clone();
    }

    private static (string, SigningKey)? Read(JsonElement json)
    {
        var key = new JsonWebKey(json.GetRawText());
        if (key.Kty != "RSA" || string.IsNullOrEmpty(key.Kid) || key.Use is { Length: > 0 } and not "sig") return null;
        string[] endorsements =
            json.TryGetProperty("endorsements", out var channels) && channels.ValueKind == JsonValueKind.Array
                ?
                [
                    .. channels
                        .EnumerateArray()
                        .Where(c => c.ValueKind == JsonValueKind.String)
                        .Select(c => c.GetString()!),
                ]
                : [];
        return (key.Kid, new SigningKey(key, endorsements));
    }
}
