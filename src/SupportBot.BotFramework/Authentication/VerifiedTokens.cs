using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace SupportBot.BotFramework.Authentication;

/// <summary>A token whose signature and claims were found good.</summary>
/// <param name="KeyId">The key that signed it.</param>
/// <param name="Key">That key, as it was then.</param>
/// <param name="From">Since when it holds; null for ever.</param>
/// <param name="Until">Until when.</param>
/// <param name="Verdict">What it speaks for.</param>
internal sealed record VerifiedToken(
    string KeyId, SigningKey Key, DateTime? From, DateTime Until, TokenVerdict.Accepted Verdict);

/// <summary>
/// Tokens that were verified before, since a channel sends the same one for an hour, and its signature costs more than
/// all else about a message. Only good tokens are kept, as hashes.
/// </summary>
internal sealed class VerifiedTokens
{
    /// <summary>A channel has a few at a time.</summary>
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, VerifiedToken> _tokens = new(StringComparer.Ordinal);

    public bool TryGet(string bearer, [NotNullWhen(true)] out VerifiedToken? token) =>
        _tokens.TryGetValue(Hash(bearer), out token);

    public void Add(string bearer, VerifiedToken token)
    {
        if (_tokens.Count >= Most) _tokens.Clear();
        _tokens[Hash(bearer)] = token;
    }

    private static string Hash(string bearer) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(bearer)));
}
