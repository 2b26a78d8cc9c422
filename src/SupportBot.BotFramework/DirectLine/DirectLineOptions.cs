using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>How the Direct Line server behaves.</summary>
public sealed class DirectLineOptions
{
    /// <summary>
    /// Keys that sign tokens, 32 bytes each: the first signs, all verify, so that a key can be replaced.
    /// </summary>
    /// <value>Default empty: a random key, so that tokens end with the process.</value>
    public IReadOnlyList<byte[]> SigningKeys { get; set; } = [];

    /// <summary>Secrets of servers that may open and read every conversation. Never give one to a browser.</summary>
    /// <value>Default empty: nobody may.</value>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>
    /// Origins whose pages may call from a browser, as <see cref="OriginRules"/> reads them; the server's own always
    /// may.
    /// </summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<string> TrustedOrigins { get; set; } = [];

    /// <summary>The address that clients reach the server by, for stream URLs.</summary>
    /// <value>Default null: that of the request.</value>
    public Uri? PublicUrl { get; set; }

    /// <summary>How long a token is valid. DirectLineJS refreshes it every 15 minutes whatever it is told.</summary>
    /// <value>Default 30 minutes.</value>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Within which time a stream URL must be opened.</summary>
    /// <value>Default 60 seconds.</value>
    public TimeSpan TicketLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often an empty frame is sent on a socket, so that no proxy thinks it dead.</summary>
    /// <value>Default 20 seconds, as DirectLineJS does.</value>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The largest body of a request in bytes.</summary>
    /// <value>Default 262,144.</value>
    public int LargestBody { get; set; } = 256 * 1024;

    /// <summary>The largest <c>channelData</c> of an activity in bytes.</summary>
    /// <value>Default 4,096.</value>
    public int LargestChannelData { get; set; } = 4096;

    /// <summary>The largest activity in bytes, its text not counted.</summary>
    /// <value>Default 16,384.</value>
    public int LargestActivity { get; set; } = 16 * 1024;

    /// <summary>
    /// The longest text that is stored, in characters; of a longer one the beginning is, with an ellipsis.
    /// </summary>
    /// <value>Default 100,000.</value>
    public int LongestText { get; set; } = 100_000;

    /// <summary>
    /// How much a visitor, and a conversation, may store within <see cref="QuotaWindow"/>, in bytes. An activity counts
    /// 1,024 more than its JSON.
    /// </summary>
    /// <value>Default 1,048,576.</value>
    public long BytesPerVisitor { get; set; } = 1024 * 1024;

    /// <summary>How much all clients together may store within <see cref="QuotaWindow"/>, in bytes.</summary>
    /// <value>Default 268,435,456.</value>
    public long BytesPerHost { get; set; } = 256 * 1024 * 1024;

    /// <summary>The time within which stored bytes are counted.</summary>
    /// <value>Default one hour.</value>
    public TimeSpan QuotaWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// A network address may use as much as so many visitors: an IPv4 address, an IPv6 /64, and four times as much an
    /// IPv6 /48.
    /// </summary>
    /// <value>Default 10.</value>
    public int VisitorsPerAddress { get; set; } = 10;

    /// <summary>How many bytes of activities one page of the log holds; at least one activity.</summary>
    /// <value>Default 131,072.</value>
    public int PageBytes { get; set; } = 128 * 1024;

    /// <summary>How many sockets a conversation may have open; a further one closes the oldest.</summary>
    /// <value>Default 10.</value>
    public int SocketsPerConversation { get; set; } = 10;

    /// <summary>How many sockets may be open in all; a further one is refused with 503.</summary>
    /// <value>Default 5,000.</value>
    public int SocketsPerHost { get; set; } = 5000;

    /// <summary>
    /// How many bytes may wait for a client that reads slowly; what comes beyond is read from the log once it has
    /// caught up.
    /// </summary>
    /// <value>Default 262,144.</value>
    public int QueuedBytesPerSocket { get; set; } = 256 * 1024;

    /// <summary>Within which time a client must take a frame; else its socket is closed.</summary>
    /// <value>Default 10 seconds.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Within which time a client must answer the end of a stream; else the connection is cut.</summary>
    /// <value>Default 2 seconds.</value>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The bot's account, as clients see it.</summary>
    public ChannelAccount Bot { get; set; } = new() { Id = "bot", Name = "Bot", Role = RoleTypes.Bot };
}
