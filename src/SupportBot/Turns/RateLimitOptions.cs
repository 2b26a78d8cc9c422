using System.ComponentModel.DataAnnotations;

namespace SupportBot.Turns;

/// <summary>
/// Limits of a visitor, a network address and the host. A message beyond a rate is stored, shown, and answered with the
/// request to wait; a post beyond a number of bytes is refused.
/// </summary>
internal sealed class RateLimitOptions
{
    /// <summary>Messages of a visitor that are answered within any minute.</summary>
    /// <value>Default 30.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int MessagesPerMinute { get; set; } = 30;

    /// <summary>Messages of a visitor that are answered within any hour.</summary>
    /// <value>Default 200.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int MessagesPerHour { get; set; } = 200;

    /// <summary>The longest message that is answered, in characters.</summary>
    /// <value>Default 2000.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int LongestMessage { get; set; } = 2000;

    /// <summary>
    /// Conversations that may be begun from one network address within a minute; coming back to one is free.
    /// </summary>
    /// <value>Default 30.</value>
    [Range(1, 1_000_000, ErrorMessage = "must be from 1 to 1000000.")]
    public int NewVisitorsPerMinute { get; set; } = 30;

    /// <summary>
    /// How many visitors' limits of messages, bytes and sockets one network address has: an IPv4 address, an IPv6 /64,
    /// and four times as much an IPv6 /48.
    /// </summary>
    /// <value>Default 10.</value>
    [Range(1, 1_000_000, ErrorMessage = "must be from 1 to 1000000.")]
    public int VisitorsPerAddress { get; set; } = 10;

    /// <summary>
    /// Bytes that a visitor, and a conversation, may store within any hour. An activity counts 1,024 bytes more than
    /// its JSON.
    /// </summary>
    /// <value>Default 1048576.</value>
    [Range(32_768, 1_000_000_000, ErrorMessage = "must be from 32768 to 1000000000.")]
    public int BytesPerHour { get; set; } = 1_048_576;

    /// <summary>Bytes that all visitors together may store within any hour.</summary>
    /// <value>Default 268435456.</value>
    [Range(1_048_576, 1_000_000_000_000, ErrorMessage = "must be from 1048576 to 1000000000000.")]
    public long HostBytesPerHour { get; set; } = 268_435_456;

    /// <summary>Open sockets of all visitors together; a further one is refused until one is closed.</summary>
    /// <value>Default 5000.</value>
    [Range(1, 1_000_000, ErrorMessage = "must be from 1 to 1000000.")]
    public int HostSockets { get; set; } = 5000;

    /// <summary>
    /// Conversations that may wait for a turn while all that can run do; a further message is answered with the request
    /// to wait.
    /// </summary>
    /// <value>Default 1000.</value>
    [Range(1, 1_000_000, ErrorMessage = "must be from 1 to 1000000.")]
    public int HostTurns { get; set; } = 1000;
}
