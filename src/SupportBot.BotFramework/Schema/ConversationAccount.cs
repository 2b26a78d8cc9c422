using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SupportBot.BotFramework.Schema;

/// <summary>A conversation on a channel.</summary>
public sealed class ConversationAccount
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public bool? IsGroup { get; set; }

    /// <summary><c>personal</c>, <c>groupChat</c> or <c>channel</c> in Teams.</summary>
    public string? ConversationType { get; set; }

    public string? TenantId { get; set; }

    /// <summary>Members that this class does not name.</summary>
    [JsonExtensionData]
    public JsonObject? Properties { get; set; }
}
