using System.ComponentModel.DataAnnotations;

namespace SupportBot.Turns;

/// <summary>
/// Limits of a visitor, a network address and the host. A message above a rate is stored, shown, and answered with the
/// request to wait. A post above a number of bytes is refused.
/// </summary>
internal sealed class RateLimitOptions
{
    /// <summary>Messages of a visitor that are answered within a minute.</summary>
    /// <value>Default 30.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int MessagesPerMinute { get; set; } = 30;

    /// <summary>Messages of a visitor that are answered within an hour.</summary>
    /// <value>Default 200.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int MessagesPerHour { get; set; } = 200;

    /// <summary>Maximum length of a message that is answered, in characters.</summary>
    /// <value>Default 2000.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int LongestMessage { get; set; } = 2000;

    /// <summary>
    /// Conversations that may be started from one network address within a minute. Resuming one does not count.
    /// </summary>
    /// <value>Default 30.</value>
    [Range(1, 1_000_000, ErrorMessage = "must be from 1 to 1000000.")]
    public int NewVisitorsPerMinute { get; set; } = 30;

    /// <summary>
    /// Number of visitors whose limits of messages, bytes and sockets one network address has: an IPv4 address or an
    /// IPv6 /64. An IPv6 /48 has four times as many.
    /// </summary>
    /// <value>Default 10.</value>
    [Range(1, 1_000_000, ErrorMessage = "must be from 1 to 1000000.")]
    public int VisitorsPerAddress { get; set; } = 10;

    /// <summary>
    /// Bytes that a visitor, and a conversation, may store within an hour. An activity counts 1,024 bytes more than its
    /// JSON.
    /// </summary>
    /// <value>Default 1048576.</value>
    [Range(32_768, 1_000_000_000, ErrorMessage = "must be from 32768 to 1000000000.")]
    public int BytesPerHour { get; set; } = 1_048_576;

    /// <summary>Bytes that all visitors together may store within an hour.</summary>
    /// <value>Default 268435456.</value>
    [Range(1_048_576, 1_000_000_000_000, ErrorMessage = "must be from 1048576 to 1000000000000.")]
    public long HostBytesPerHour { get; set; } = 268_435_456;

    /// <summary>
    /// Number of sockets that all visitors together may have open. One more is refused until another is closed.
    /// </summary>
    /// <value>Default 5000.</value>
    [Range(1, 1_000_000, ErrorMessage = "must be from 1 to 1000000.")]
    public int HostSockets { get; set; } = 5000;

    /// <summary>
    /// Number of conversations that may wait for a turn. While it is reached, messages are answered with the request to
    /// wait.
    /// </summary>
    /// <value>Default 1000.</value>
    [Range(1, 1_000_000, ErrorMessage = "must be from 1 to 1000000.")]
    public int HostTurns { get; set; } = 1000;
}
