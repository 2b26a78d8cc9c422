using System.Text.Json.Nodes;

namespace SupportBot.BotFramework.Schema;

/// <summary>Somebody who is addressed within a text: an entity of type <c>mention</c>.</summary>
/// <param name="Mentioned">Who.</param>
/// <param name="Text">How the text says it, for example <c>&lt;at&gt;Ann&lt;/at&gt;</c>; null where the channel leaves it out, as Teams does for some names.</param>
public sealed record Mention(ChannelAccount Mentioned, string? Text)
{
    /// <summary>The entity's type.</summary>
    public const string EntityType = "mention";

    /// <summary>A mention for a text of ours, which must hold <see cref="Text"/>.</summary>
    public static Mention Of(ChannelAccount account) => new(account, $"<at>{Escape(account.Name ?? account.Id ?? "")}</at>");

    /// <summary>The mention in an entity; null where the entity is something else, or names nobody.</summary>
    public static Mention? Read(Entity entity) =>
        entity.Type == EntityType && entity.Properties.Member("mentioned") is { } who && who.Text("id") is { Length: > 0 } id
            ? new Mention(new ChannelAccount { Id = id, Name = who.Text("name"), AadObjectId = who.Text("aadObjectId") }, entity.Properties.Text("text"))
            : null;

    /// <summary>The mention as it goes with an activity.</summary>
    public Entity ToEntity() => new()
    {
        Type = EntityType,
        Properties = new JsonObject
        {
            ["mentioned"] = new JsonObject { ["id"] = Mentioned.Id, ["name"] = Mentioned.Name },
            ["text"] = Text,
        },
    };

    private static string Escape(string name) =>
        name.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
