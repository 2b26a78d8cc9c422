using System.Security.Cryptography;

namespace SupportBot.Core.Contact;

/// <summary>A message to be sent.</summary>
/// <param name="Route">By which way.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Content">What it says.</param>
public sealed record NewContactMessage(ContactRoute Route, ContactKind Kind, ContactContent Content)
{
    /// <summary>128 random bits in hexadecimal.</summary>
    public string Id { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);
}

/// <summary>What a message says, as it is stored.</summary>
/// <param name="Ticket">The number that the customer was told; empty for a transcript.</param>
/// <param name="Name">The customer's name; empty if unknown.</param>
/// <param name="Email">The customer's address.</param>
/// <param name="Text">What the customer wrote; empty for a transcript.</param>
/// <param name="Transcript">The conversation as plain text.</param>
/// <param name="Language">Two-letter code of the customer's language.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="CaseUrl">The case in the console; null if there is none.</param>
/// <param name="WrittenAt">When the form was sent.</param>
public sealed record ContactContent(
    string Ticket, string Name, string Email, string Text, string Transcript, string Language, string ConversationId,
    string? CaseUrl, DateTimeOffset WrittenAt)
{
    // Without 0, 1, I, L, O and U, which are easily misread or spell words.
    private const string TicketCharacters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Makes a ticket number of the date and six random characters, such as <c>260301-K7QM4R</c>.</summary>
    public static string NewTicket(DateTimeOffset now) =>
        $"{now.UtcDateTime:yyMMdd}-{RandomNumberGenerator.GetString(TicketCharacters, 6)}";
}

/// <summary>A stored message.</summary>
/// <param name="Id">Identifies it to receivers, so that they can recognize a repetition.</param>
/// <param name="Route">By which way it is sent.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Content">What it says.</param>
/// <param name="Attempts">How often it was tried, this attempt included.</param>
/// <param name="CreatedAt">When it was stored.</param>
public sealed record ContactMessage(
    string Id, ContactRoute Route, ContactKind Kind, ContactContent Content, int Attempts, DateTimeOffset CreatedAt);

/// <summary>By which way a message is sent.</summary>
public enum ContactRoute
{
    Smtp,
    Webhook,
}

/// <summary>The state of a message.</summary>
public enum ContactState
{
    Waiting,
    Sending,
    Sent,

    /// <summary>It was refused, or could not be sent in time.</summary>
    Failed,

    /// <summary>It may have been sent: the connection or the host ended before the receiver confirmed it.</summary>
    Unconfirmed,
}

/// <summary>The result of one attempt to send.</summary>
public abstract record ContactResult
{
    private ContactResult()
    {
    }

    public sealed record Sent : ContactResult;

    /// <summary>Nothing was sent, and a later attempt may succeed.</summary>
    public sealed record Postponed(string Problem) : ContactResult;

    /// <summary>The receiver refuses this message.</summary>
    public sealed record Refused(string Problem) : ContactResult;

    /// <summary>It may have been sent.</summary>
    public sealed record Unconfirmed(string Problem) : ContactResult;
}

/// <summary>How the messages of a brand to its team stand.</summary>
/// <param name="Late">Messages that wait after an attempt that failed.</param>
/// <param name="Failed">Those that were given up in the last seven days.</param>
/// <param name="Unconfirmed">Those of the last seven days that may have been sent.</param>
/// <param name="Problem">The newest problem among them; null for none.</param>
public sealed record ContactBacklog(int Late, int Failed, int Unconfirmed, string? Problem)
{
    public bool IsHealthy => Late + Failed + Unconfirmed == 0;
}
