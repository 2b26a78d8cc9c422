using System.Text.Json.Serialization;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.DirectLine;

/// <param name="ConversationId">The conversation.</param>
/// <param name="Token">Opens it.</param>
/// <param name="ExpiresIn">Seconds that the token holds.</param>
/// <param name="StreamUrl">Where its activities can be followed by WebSocket; to be opened within a minute.</param>
internal sealed record ConversationResponse(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string? StreamUrl = null);

/// <summary>Body of <c>tokens/generate</c> and <c>conversations</c>; all of it is optional.</summary>
internal sealed record ConversationParameters(ChannelAccount? User, IReadOnlyList<string>? TrustedOrigins, string? Locale);

internal sealed record SessionResponse(string SessionId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationResponse))]
[JsonSerializable(typeof(ConversationParameters))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(SessionResponse))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
