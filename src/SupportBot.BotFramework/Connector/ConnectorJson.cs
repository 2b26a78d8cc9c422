using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.Connector;

/// <summary>Body of "create conversation".</summary>
public sealed class ConversationParameters
{
    public bool? IsGroup { get; set; }

    public ChannelAccount? Bot { get; set; }

    public IList<ChannelAccount>? Members { get; set; }

    public string? TopicName { get; set; }

    public string? TenantId { get; set; }

    /// <summary>The first message; Teams wants one for a new thread in a channel.</summary>
    public Activity? Activity { get; set; }

    /// <summary>What only this channel understands, such as the Teams channel to post to.</summary>
    public JsonNode? ChannelData { get; set; }
}

/// <summary>A conversation that was created.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="ActivityId">Its first message, where one was sent.</param>
/// <param name="ServiceUrl">Where it can be continued, where that differs.</param>
public sealed record ConversationResourceResponse(string? Id, string? ActivityId, string? ServiceUrl);

/// <summary>A page of a conversation's members.</summary>
/// <param name="ContinuationToken">For the next page; null at the end.</param>
/// <param name="Members">The members.</param>
public sealed record PagedMembersResult(string? ContinuationToken, IReadOnlyList<ChannelAccount>? Members);

internal sealed record ConnectorError(ConnectorErrorBody? Error);

internal sealed record ConnectorErrorBody(string? Code, string? Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationParameters))]
[JsonSerializable(typeof(ConversationResourceResponse))]
[JsonSerializable(typeof(PagedMembersResult))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(ChannelAccount))]
[JsonSerializable(typeof(ConnectorError))]
internal sealed partial class ConnectorJson : JsonSerializerContext;
