using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>Settings of the Direct Line server.</summary>
public sealed class DirectLineOptions
{
    /// <summary>
    /// Keys that sign tokens, 32 bytes each. The first one signs, all of them verify, so a key can be rotated.
    /// </summary>
    /// <value>Default empty: a random key, so tokens expire with the process.</value>
    public IReadOnlyList<byte[]> SigningKeys { get; set; } = [];

    /// <summary>Secrets of servers that may open and read every conversation. Never give one to a browser.</summary>
    /// <value>Default empty: no secret is accepted.</value>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>
    /// Origins whose pages may call from a browser, in the syntax of <see cref="OriginRules"/>. The server's own origin
    /// is always trusted.
    /// </summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<string> TrustedOrigins { get; set; } = [];

    /// <summary>Public address of the server, for stream URLs.</summary>
    /// <value>Default null: the address of the request.</value>
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// Lifetime of a token. DirectLineJS refreshes its token every 15 minutes, whatever the lifetime.
    /// </summary>
    /// <value>Default 30 minutes.</value>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Time within which a stream URL must be opened.</summary>
    /// <value>Default 60 seconds.</value>
    public TimeSpan TicketLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Interval at which an empty frame is sent on each socket, so that proxies keep the connection open.
    /// </summary>
    /// <value>Default 20 seconds, as in DirectLineJS.</value>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Maximum size of a request body in bytes.</summary>
    /// <value>Default 262,144.</value>
    public int LargestBody { get; set; } = 256 * 1024;

    /// <summary>Maximum size of the <c>channelData</c> of an activity in bytes.</summary>
    /// <value>Default 4,096.</value>
    public int LargestChannelData { get; set; } = 4096;

    /// <summary>Maximum size of an activity without its text, in bytes.</summary>
    /// <value>Default 16,384.</value>
    public int LargestActivity { get; set; } = 16 * 1024;

    /// <summary>
    /// Maximum length of a stored text in characters. A longer text is truncated and gets an ellipsis.
    /// </summary>
    /// <value>Default 100,000.</value>
    public int LongestText { get; set; } = 100_000;

    /// <summary>
    /// Bytes that a visitor, and a conversation, may store within <see cref="QuotaWindow"/>. Each activity counts 1,024
    /// bytes more than its JSON.
    /// </summary>
    /// <value>Default 1,048,576.</value>
    public long BytesPerVisitor { get; set; } = 1024 * 1024;

    /// <summary>Bytes that all clients together may store within <see cref="QuotaWindow"/>.</summary>
    /// <value>Default 268,435,456.</value>
    public long BytesPerHost { get; set; } = 256 * 1024 * 1024;

    /// <summary>Length of the sliding window in which stored bytes are counted.</summary>
    /// <value>Default one hour.</value>
    public TimeSpan QuotaWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Number of visitors whose limits one network address has: an IPv4 address or an IPv6 /64. An IPv6 /48 has four
    /// times as many.
    /// </summary>
    /// <value>Default 10.</value>
    public int VisitorsPerAddress { get; set; } = 10;

    /// <summary>Limits of the files that clients send.</summary>
    public UploadOptions Uploads { get; } = new();

    /// <summary>Maximum size of one page of the log in bytes. A page contains at least one activity.</summary>
    /// <value>Default 131,072.</value>
    public int PageBytes { get; set; } = 128 * 1024;

    /// <summary>Number of sockets that a conversation may have open. One more closes the oldest.</summary>
    /// <value>Default 10.</value>
    public int SocketsPerConversation { get; set; } = 10;

    /// <summary>Number of sockets that may be open in all. One more is refused with 503.</summary>
    /// <value>Default 5,000.</value>
    public int SocketsPerHost { get; set; } = 5000;

    /// <summary>
    /// Number of bytes that may be queued for a slow client. It reads the rest from the log after it has caught up.
    /// </summary>
    /// <value>Default 262,144.</value>
    public int QueuedBytesPerSocket { get; set; } = 256 * 1024;

    /// <summary>Time within which a client must accept a frame before its socket is closed.</summary>
    /// <value>Default 10 seconds.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time within which a client must answer a close frame before the connection is aborted.</summary>
    /// <value>Default 2 seconds.</value>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Account of the bot as clients see it.</summary>
    /// <value>Default id <c>bot</c> and name <c>Bot</c>.</value>
    public ChannelAccount Bot { get; set; } = new() { Id = "bot", Name = "Bot", Role = RoleTypes.Bot };

    // Without a slash at its end.
    internal string HostAddress(HttpRequest request) =>
        PublicUrl?.ToString().TrimEnd('/') ?? $"{request.Scheme}://{request.Host.Value}{request.PathBase}";
}
