using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Answers;

namespace SupportBot.Channels;

/// <summary>
/// What says of a message that a machine made it, and from which sources: a schema.org message, as Teams and Web Chat
/// read it.
/// </summary>
internal static class AnswerEntity
{
    /// <param name="claims">One for each source, made by <see cref="Claim"/>.</param>
    public static Entity Of(IEnumerable<JObject> claims) => new()
    {
        Type = "https://schema.org/Message",
        Properties = new JObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Message",
            ["@id"] = "",
            ["additionalType"] = new JArray("AIGeneratedContent"),
            ["citation"] = new JArray([.. claims]),
        },
    };

    /// <param name="citation">The source.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="quote">What it says.</param>
    /// <param name="url">Where it is; null for nowhere.</param>
    public static JObject Claim(Citation citation, string name, string quote, string? url)
    {
        var document = new JObject { ["@type"] = "DigitalDocument", ["name"] = name, ["abstract"] = quote };
        if (url is not null) document["url"] = url;
        return new JObject { ["@type"] = "Claim", ["position"] = citation.Number, ["appearance"] = document };
    }
}
