using System.Collections.Concurrent;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Connector;

/// <summary>
/// Creates the SDK's clients of Connector services, for trusted addresses only: the access token must not be sent
/// elsewhere, whatever address an activity names. Turns share one client per address, since creating one takes
/// milliseconds.
/// </summary>
public sealed class TrustedConnectors : ConnectorFactory
{
    // A channel has a few addresses, one per region.
    private const int MaxClients = 1_000;

    private readonly ConcurrentDictionary<string, SharedClient> _clients = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpClient _http;
    private readonly AccessTokens? _tokens;
    private readonly Func<string?, bool> _trusts;

    /// <param name="http">A client that does not follow redirects, which could lead the token elsewhere.</param>
    /// <param name="tokens">Access tokens; null to send without one.</param>
    /// <param name="trusts">
    /// Decides which service addresses may be called, such as <see cref="BotCloud.Trusts"/>.
    /// </param>
    public TrustedConnectors(HttpClient http, AccessTokens? tokens, Func<string?, bool> trusts) =>
        (_http, _tokens, _trusts) = (http, tokens, trusts);

    /// <summary>Whether a service address may be called.</summary>
    public bool Trusts(string? serviceUrl) => _trusts(serviceUrl);

    /// <inheritdoc/>
    /// <exception cref="UnauthorizedAccessException">The address is not trusted.</exception>
    public override Task<IConnectorClient> CreateAsync(
        string serviceUrl, string audience, CancellationToken cancellationToken) =>
        (serviceUrl is null ? CreateWithoutAddress() : Find(serviceUrl)) is { } client
            ? Task.FromResult(client)
            : throw new UnauthorizedAccessException("The service address is not a channel of this cloud.");

    /// <summary>Gets a file that somebody has sent, with the access token of the bot.</summary>
    /// <param name="address">Its address, which must be trusted as service addresses are.</param>
    /// <param name="largest">The largest number of bytes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null if the address is not trusted, does not answer, or gives more.</returns>
    public async Task<byte[]?> DownloadAsync(string? address, int largest, CancellationToken cancellationToken)
    {
        if (!Trusts(address)) return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        try
        {
            await new AccessTokenCredentials(_tokens).ProcessHttpRequestAsync(request, cancellationToken)
                .ConfigureAwait(false);
            using var response = await _http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength > largest) return null;
            await response.Content.LoadIntoBufferAsync(largest, cancellationToken).ConfigureAwait(false);
            return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AccessTokenException)
        {
            return null;
        }
    }

    // Null if the address is not trusted.
    internal IConnectorClient? Find(string? serviceUrl)
    {
        if (!Trusts(serviceUrl)) return null;
        if (_clients.TryGetValue(serviceUrl!, out var known)) return known;
        if (_clients.Count >= MaxClients) _clients.Clear();
        return _clients.GetOrAdd(serviceUrl!, url => new SharedClient(new Uri(url), _tokens, _http));
    }

    // The SDK creates a client for each invoke; only an emulator sends one without an address.
    private SharedClient CreateWithoutAddress() => new(new Uri("http://localhost/"), tokens: null, _http);

    private sealed class SharedClient : ConnectorClient
    {
        public SharedClient(Uri baseUri, AccessTokens? tokens, HttpClient http)
            : base(baseUri, new AccessTokenCredentials(tokens), http, disposeHttpClient: false)
        {
            ActivityJson.Configure(SerializationSettings);
            ActivityJson.Configure(DeserializationSettings);
        }

        // The SDK disposes the client at the end of each turn.
        protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
    }
}
