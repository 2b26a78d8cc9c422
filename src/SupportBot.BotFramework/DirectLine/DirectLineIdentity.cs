using Microsoft.AspNetCore.Http;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>What a credential allows.</summary>
/// <param name="ConversationId">The one conversation; null for a secret, which opens all.</param>
/// <param name="UserId">Who speaks; null where the client may say.</param>
/// <param name="Origins">The pages that may use it; empty for any.</param>
public sealed record DirectLineIdentity(string? ConversationId, string? UserId, IReadOnlyList<string> Origins)
{
    /// <summary>
    /// User ids that begin so are only those that a token holds, so that nobody can take the name of a token's user.
    /// </summary>
    internal const string TokenUserPrefix = "dl_";

    /// <summary>The holder of a secret.</summary>
    public static readonly DirectLineIdentity Secret = new(null, null, []);

    public bool IsSecret => ConversationId is null;

    /// <summary>Whether this name, as a client gave it, is one that only a token gives.</summary>
    internal bool Usurps(string? userId) =>
        UserId is null && userId?.StartsWith(TokenUserPrefix, StringComparison.Ordinal) == true;

    /// <summary>Whether it opens this conversation.</summary>
    public bool Opens(string conversationId) => IsSecret || ConversationId == conversationId;
}

internal static class DirectLineIdentityOf
{
    /// <summary>Who calls, as <see cref="Credentials"/> found it.</summary>
    public static DirectLineIdentity Identity(this HttpContext http) => http.Features.Get<DirectLineIdentity>()!;
}
