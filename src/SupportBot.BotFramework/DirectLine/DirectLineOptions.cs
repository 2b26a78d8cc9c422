using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>How the Direct Line server behaves.</summary>
public sealed class DirectLineOptions
{
    /// <summary>Keys that sign tokens, 32 bytes each: the first signs, all verify, so that a key can be replaced.</summary>
    /// <value>Default empty: a random key, so that tokens end with the process.</value>
    public IReadOnlyList<byte[]> SigningKeys { get; set; } = [];

    /// <summary>Secrets of servers that may open and read every conversation. Never give one to a browser.</summary>
    /// <value>Default empty: nobody may.</value>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>Origins whose pages may call from a browser, as <see cref="OriginRules"/> reads them; the server's own always may.</summary>
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

    /// <summary>How many sockets a conversation may have open; a further one closes the oldest.</summary>
    /// <value>Default 10.</value>
    public int SocketsPerConversation { get; set; } = 10;

    /// <summary>The bot's account, as clients see it.</summary>
    public ChannelAccount Bot { get; set; } = new() { Id = "bot", Name = "Bot", Role = RoleTypes.Bot };
}
