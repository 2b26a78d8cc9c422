using Microsoft.AspNetCore.Http;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>What a credential grants access to.</summary>
/// <param name="ConversationId">Id of the only conversation; null for a secret, which grants access to all.</param>
/// <param name="UserId">Id of the user who sends; null if the client may choose it.</param>
/// <param name="Origins">Origins of the pages that may use the credential; empty for any.</param>
public sealed record DirectLineIdentity(string? ConversationId, string? UserId, IReadOnlyList<string> Origins)
{
    // User ids with this prefix are valid only within a token, so no client can impersonate the user of a token.
    internal const string ReservedUserPrefix = "dl_";

    /// <summary>The identity of the holder of a secret.</summary>
    public static readonly DirectLineIdentity Secret = new(null, null, []);

    /// <summary>Whether the credential is a secret.</summary>
    public bool IsSecret => ConversationId is null;

    internal bool IsReserved(string? userId) =>
        UserId is null && userId?.StartsWith(ReservedUserPrefix, StringComparison.Ordinal) == true;

    /// <summary>Whether the credential grants access to a conversation.</summary>
    /// <param name="conversationId">Id of the conversation.</param>
    public bool CanAccess(string conversationId) => IsSecret || ConversationId == conversationId;
}

internal static class HttpContextExtensions
{
    // Set by CredentialsFilter.
    public static DirectLineIdentity GetIdentity(this HttpContext http) => http.Features.Get<DirectLineIdentity>()!;
}
