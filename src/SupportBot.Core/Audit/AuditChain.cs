using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SupportBot.Core.Audit;

// All hashes are SHA-256 in lower-case hex over UTF-8.
internal static class AuditChain
{
    // The hash before the first record.
    public static readonly string Start = new('0', 64);

    public const int SaltLength = 32;

    // Binds a record to its content and, without the salt, reveals nothing about it.
    public static string Commitment(ReadOnlySpan<byte> salt, string content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(content));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Hashes nine lines, of which only the last can contain a line break, so that no two records have the same text.
    public static string Link(string previous, AuditRecord record) => TextHash.Of(string.Create(
        CultureInfo.InvariantCulture,
        $"{previous}\n{record.Position}\n{record.SealedAtMs}\n{record.Commitment}\n{record.Id}\n{record.Number}\n"
            + $"{record.RecordedAtMs}\n{record.Channel} {record.Kind}\n{record.ConversationId}"));
}
