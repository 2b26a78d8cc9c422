using System.Collections.Concurrent;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Connector;

/// <summary>
/// Creates the SDK's clients of Connector services, for trusted addresses only: the access token must not go anywhere
/// else, whatever address an activity names. All turns share one client per address, since each client costs
/// milliseconds to create.
/// </summary>
public sealed class TrustedConnectors : ConnectorFactory
{
    /// <summary>A channel has a few addresses, one per region.</summary>
    private const int MaxClients = 1_000;

    private readonly ConcurrentDictionary<string, SharedClient> _clients = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpClient _http;
    private readonly AccessTokens? _tokens;
    private readonly Func<string?, bool> _trusts;

    /// <param name="http">A client that follows no redirects, since they could lead the token elsewhere.</param>
    /// <param name="tokens">The tokens for sending; null to send without one.</param>
    /// <param name="trusts">Which service addresses may be called, such as <see cref="BotCloud.Trusts"/>.</param>
    public TrustedConnectors(HttpClient http, AccessTokens? tokens, Func<string?, bool> trusts) =>
        (_http, _tokens, _trusts) = (http, tokens, trusts);

    /// <summary>Whether an address may be called.</summary>
    public bool Trusts(string? serviceUrl) => _trusts(serviceUrl);

    /// <inheritdoc/>
    /// <exception cref="UnauthorizedAccessException">The address is not trusted.</exception>
    public override Task<IConnectorClient> CreateAsync(
        string serviceUrl, string audience, CancellationToken cancellationToken) =>
        (serviceUrl is null ? Unaddressed() : Find(serviceUrl)) is { } client
            ? Task.FromResult(client)
            : throw new UnauthorizedAccessException("The service address is no channel of this cloud.");

    /// <summary>The client of an address; null where it is not trusted.</summary>
    internal IConnectorClient? Find(string? serviceUrl)
    {
        if (!Trusts(serviceUrl)) return null;
        if (_clients.TryGetValue(serviceUrl!, out var known)) return known;
        if (_clients.Count >= MaxClients) _clients.Clear();
        return _clients.GetOrAdd(serviceUrl!, url => new SharedClient(new Uri(url), _tokens, _http));
    }

    /// <summary>The SDK creates a client for each invoke; only an emulator sends one without an address.</summary>
    private SharedClient Unaddressed() => new(new Uri("http://localhost/"), tokens: null, _http);

    private sealed class SharedClient : ConnectorClient
    {
        public SharedClient(Uri baseUri, AccessTokens? tokens, HttpClient http)
            : base(baseUri, new AccessTokenCredentials(tokens), http, disposeHttpClient: false)
        {
            ActivityJson.Settings(SerializationSettings);
            ActivityJson.Settings(DeserializationSettings);
        }

        /// <summary>The SDK disposes the client of a turn at its end.</summary>
        protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
    }
}
