using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.BotFramework.Authentication;

/// <summary>A public key of the issuer.</summary>
/// <param name="Key">The key.</param>
/// <param name="Endorsements">
/// Ids of the channels that the key is endorsed for, from its <c>endorsements</c> member.
/// </param>
public sealed record SigningKey(SecurityKey Key, IReadOnlyList<string> Endorsements);

/// <summary>
/// Caches the signing keys of the issuer. They are fetched when first needed, then daily in the background, and when a
/// token names an unknown key, at most every five minutes, so that made-up key ids cannot cause outgoing calls.
/// Concurrent callers share one fetch. When a fetch fails, the previous keys stay in use.
/// </summary>
/// <param name="http">A client that does not follow redirects.</param>
/// <param name="metadata">Address of the issuer's metadata.</param>
/// <param name="clock">Clock for the age of the keys.</param>
public sealed class SigningKeys(HttpClient http, Uri metadata, TimeProvider clock)
{
    private const int MaxDocumentBytes = 1 << 20;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromDays(1);
    private static readonly TimeSpan CoolDown = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CoolDownWithoutKeys = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Dictionary<string, SigningKey>? _keys;
    private DateTimeOffset _lastFetch = DateTimeOffset.MinValue;
    private Task _fetching = Task.CompletedTask;

    // The keys by id. Null if they could never be fetched: then no token may be accepted.
    internal async Task<IReadOnlyDictionary<string, SigningKey>?> GetAsync(
        string keyId, CancellationToken cancellationToken)
    {
        var known = _keys?.ContainsKey(keyId) == true;
        var fetching = FetchIfOlder(known ? RefreshInterval : _keys is null ? CoolDownWithoutKeys : CoolDown);
        if (!known) await fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _keys;
    }

    private Task FetchIfOlder(TimeSpan age)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (!_fetching.IsCompleted || now - _lastFetch < age) return _fetching;
            _lastFetch = now;
            return _fetching = FetchAsync();
        }
    }

    private async Task FetchAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(FetchTimeout, clock);
            var document = await DownloadAsync(metadata, timeout.Token).ConfigureAwait(false);
            var address = new Uri(document.GetProperty("jwks_uri").GetString()!);
            if (Uri.Compare(
                address, metadata, UriComponents.SchemeAndServer, UriFormat.Unescaped,
                StringComparison.OrdinalIgnoreCase) != 0) return;
            var keys = await DownloadAsync(address, timeout.Token).ConfigureAwait(false);
            _keys = keys.GetProperty("keys")
                .EnumerateArray()
                .Select(Read)
                .OfType<(string Id, SigningKey Key)>()
                .ToDictionary(k => k.Id, k => k.Key, StringComparer.Ordinal);
        }
        catch (Exception e)
            when (e is HttpRequestException or OperationCanceledException or JsonException or KeyNotFoundException
                or InvalidOperationException or ArgumentException or UriFormatException)
        {
            // Unreachable or malformed: the previous keys stay in use.
        }
    }

    private async Task<JsonElement> DownloadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(MaxDocumentBytes, cancellationToken).ConfigureAwait(false);
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
                ? [.. channels.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.String)
                    .Select(c => c.GetString()!)]
                : [];
        return (key.Kid, new SigningKey(key, endorsements));
    }
}
