using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SupportBot.BotFramework.DirectLine.Files;

/// <summary>
/// Addresses of the files of conversations. Pages load pictures without an <c>Authorization</c> header, so an address
/// contains a ticket: a signature over conversation, file and expiry. The log holds addresses with a blank ticket,
/// which is filled in whenever a client reads the activity.
/// </summary>
public sealed class AttachmentAddresses
{
    private const int ExpiryLength = 8;
    private const int SignatureLength = 32;
    private const int IdLength = 32;
    private const int TicketLength = ExpiryLength + SignatureLength;

    private static readonly string BlankTicket = new('0', TicketLength);
    private static readonly byte[] BlankQuery = Encoding.ASCII.GetBytes($"?t={BlankTicket}");
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    private readonly List<byte[]> _keys;
    private readonly DirectLineOptions _options;
    private readonly TimeProvider _clock;

    /// <param name="options">Signing keys, public address and lifetime.</param>
    /// <param name="clock">Clock for lifetimes.</param>
    public AttachmentAddresses(DirectLineOptions options, TimeProvider clock)
    {
        IReadOnlyList<byte[]> keys =
            options.SigningKeys.Count > 0 ? options.SigningKeys : [RandomNumberGenerator.GetBytes(32)];
        // Derived, since the same keys sign tokens.
        _keys = [.. keys.Select(key => HMACSHA256.HashData(key, "attachment"u8))];
        (_options, _clock) = (options, clock);
    }

    /// <summary>Creates the address of a file as the log holds it.</summary>
    /// <param name="host">Address of the host, without a slash at its end.</param>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="fileId">Id of the file.</param>
    public static string Create(string host, string conversationId, string fileId) =>
        $"{host}{DirectLineEndpoints.Prefix}/conversations/{Uri.EscapeDataString(conversationId)}/attachments/{fileId}"
            + $"?t={BlankTicket}";

    /// <summary>Fills in the ticket of an address from the log, for somebody who may read the conversation.</summary>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="address">The address as the log holds it.</param>
    /// <returns>The address; null if it is not that of a file of the conversation.</returns>
    public string? FillIn(string conversationId, string address)
    {
        var path = $"/conversations/{Uri.EscapeDataString(conversationId)}/attachments/";
        var at = address.IndexOf(path, StringComparison.Ordinal);
        return at >= 0 && address.Length == at + path.Length + IdLength + BlankQuery.Length
            ? Encoding.UTF8.GetString(FillIn(conversationId, Encoding.UTF8.GetBytes(address)).Span)
            : null;
    }

    internal string Create(HttpRequest request, string conversationId, string fileId) =>
        Create(_options.HostAddress(request), conversationId, fileId);

    // Fills in the tickets of an activity. Only a reader of the conversation gets them, and they open its files alone,
    // whatever the activity says.
    internal ReadOnlyMemory<byte> FillIn(string conversationId, ReadOnlyMemory<byte> json)
    {
        var at = json.Span.IndexOf(BlankQuery);
        if (at < 0) return json;
        var filled = json.ToArray();
        for (var from = 0; at >= 0; from = at + BlankQuery.Length, at = IndexOf(filled, from))
        {
            if (at < IdLength) continue;
            var fileId = Encoding.ASCII.GetString(filled, at - IdLength, IdLength);
            Encoding.ASCII.GetBytes(
                NewTicket(conversationId, fileId), filled.AsSpan(at + BlankQuery.Length - TicketLength));
        }
        return filled;
    }

    internal LogPage FillIn(string conversationId, LogPage page) => page with
    {
        Activities =
        [
            .. page.Activities.Select(activity => activity with { Json = FillIn(conversationId, activity.Json) }),
        ],
    };

    internal TokenState Check(string conversationId, string fileId, string? ticket)
    {
        if (ticket?.Length != TicketLength
            || !int.TryParse(
                ticket.AsSpan(0, ExpiryLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out var hours))
            return TokenState.Invalid;
        var given = Encoding.ASCII.GetBytes(ticket[ExpiryLength..]);
        var isOurs = _keys.Exists(key => CryptographicOperations.FixedTimeEquals(
            given, Encoding.ASCII.GetBytes(Sign(key, conversationId, fileId, hours))));
        if (!isOurs) return TokenState.Invalid;
        return hours > Hours(_clock.GetUtcNow()) ? TokenState.Valid : TokenState.Expired;
    }

    // The same for an hour, so that browsers find a picture in their cache.
    private string NewTicket(string conversationId, string fileId)
    {
        var hours = Hours(_clock.GetUtcNow() + _options.Uploads.AddressLifetime) + 1;
        return string.Create(
            CultureInfo.InvariantCulture, $"{hours:x8}{Sign(_keys[0], conversationId, fileId, hours)}");
    }

    private static int Hours(DateTimeOffset time) => (int)(time.ToUnixTimeSeconds() / (long)Step.TotalSeconds);

    private static string Sign(byte[] key, string conversationId, string fileId, int hours)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{hours}\n{fileId}\n{conversationId}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private static int IndexOf(byte[] json, int from)
    {
        var at = json.AsSpan(from).IndexOf(BlankQuery);
        return at < 0 ? at : from + at;
    }
}
