using System.Text.Json.Serialization;

namespace SupportBot.BotFramework.DirectLine;

// ExpiresIn is in seconds. StreamUrl must be opened within a minute.
internal sealed record ConversationResponse(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string? StreamUrl = null);

// Body of tokens/generate and conversations; every member is optional.
internal sealed record StartRequest(UserAccount? User, IReadOnlyList<string>? TrustedOrigins, string? Locale);

internal sealed record UserAccount(string? Id, string? Name);

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
