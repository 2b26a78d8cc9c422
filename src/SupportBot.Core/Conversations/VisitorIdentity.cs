namespace SupportBot.Core.Conversations;

/// <summary>Who a visitor is by the word of the site that the chat is on.</summary>
/// <param name="Subject">The site's id of the visitor, at most 200 characters.</param>
/// <param name="Name">Name, at most 200 characters; null if the site gave none.</param>
/// <param name="Email">E-mail address, at most 254 characters; null if the site gave none.</param>
/// <param name="Claims">Further claims, such as the plan: a JSON object of at most 2,048 bytes.</param>
public sealed record VisitorIdentity(string Subject, string? Name, string? Email, string Claims);

/// <summary>The verified identity of a conversation's visitor.</summary>
/// <param name="Identity">Who the visitor is.</param>
/// <param name="VerifiedAt">When it was verified last.</param>
/// <param name="RevokedAt">When it was revoked; null if it still counts.</param>
public sealed record StoredIdentity(VisitorIdentity Identity, DateTimeOffset VerifiedAt, DateTimeOffset? RevokedAt);
