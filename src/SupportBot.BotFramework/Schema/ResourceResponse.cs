namespace SupportBot.BotFramework.Schema;

/// <summary>The id that the channel gave.</summary>
/// <param name="Id">An activity's id; null where the channel gives none.</param>
public sealed record ResourceResponse(string? Id);
