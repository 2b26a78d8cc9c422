using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace SupportBot.BotFramework.Authentication;

// Key is the instance that verified the token, so that a replaced key is noticed.
internal sealed record VerifiedToken(
    string KeyId, SigningKey Key, DateTime? ValidFrom, DateTime ValidTo, TokenVerdict.Accepted Verdict);

// Caches verified tokens as hashes: a channel sends the same token for an hour, and verifying its signature costs more
// than the rest of a message.
internal sealed class VerifiedTokens
{
    // A channel uses a few tokens at a time.
    private const int MaxTokens = 1_000;

    private readonly ConcurrentDictionary<string, VerifiedToken> _tokens = new(StringComparer.Ordinal);

    public bool TryGet(string bearer, [NotNullWhen(true)] out VerifiedToken? token) =>
        _tokens.TryGetValue(Hash(bearer), out token);

    public void Add(string bearer, VerifiedToken token)
    {
        if (_tokens.Count >= MaxTokens) _tokens.Clear();
        _tokens[Hash(bearer)] = token;
    }

    private static string Hash(string bearer) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(bearer)));
}
