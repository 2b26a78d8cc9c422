using System.Text.Json.Serialization;

namespace SupportBot.BotFramework.DirectLine;

/// <param name="ConversationId">The conversation.</param>
/// <param name="Token">Opens it.</param>
/// <param name="ExpiresIn">Seconds that the token holds.</param>
/// <param name="StreamUrl">Where its activities can be followed by WebSocket; to be opened within a minute.</param>
internal sealed record ConversationResponse(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string? StreamUrl = null);

/// <summary>Body of <c>tokens/generate</c> and <c>conversations</c>; all of it is optional.</summary>
internal sealed record StartRequest(UserAccount? User, IReadOnlyList<string>? TrustedOrigins, string? Locale);

/// <summary>The user that a client names.</summary>
internal sealed record UserAccount(string? Id, string? Name);

/// <summary>The id of an activity that was accepted.</summary>
internal sealed record AcceptedResponse(string Id);

internal sealed record SessionResponse(string SessionId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationResponse))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(AcceptedResponse))]
[JsonSerializable(typeof(SessionResponse))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
