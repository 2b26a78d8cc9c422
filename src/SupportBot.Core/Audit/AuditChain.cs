using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SupportBot.Core.Audit;

/// <summary>The hashes of the audit. All are SHA-256 in lower-case hex, over UTF-8.</summary>
internal static class AuditChain
{
    /// <summary>What stands before the first record.</summary>
    public static readonly string Start = new('0', 64);

    public const int SaltLength = 32;

    /// <summary>Binds a record to its content, and without the salt tells nothing of it.</summary>
    public static string Commitment(ReadOnlySpan<byte> salt, string content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(content));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// The hash of a sealed record and all before it: over nine lines, of which only the last can hold a line's end, so
    /// that no two records have the same text.
    /// </summary>
    public static string Link(string previous, AuditRecord record) => TextHash.Of(string.Create(
        CultureInfo.InvariantCulture,
        $"{previous}\n{record.Position}\n{record.SealedAtMs}\n{record.Commitment}\n{record.Id}\n{record.Number}\n{record.RecordedAtMs}\n{record.Channel} {record.Kind}\n{record.ConversationId}"));
}
