using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Answers;

namespace SupportBot.Channels;

internal static class AnswerEntity
{
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

    public static JObject Claim(Citation citation, string name, string quote, string? url)
    {
        var document = new JObject { ["@type"] = "DigitalDocument", ["name"] = name, ["abstract"] = quote };
        if (url is not null) document["url"] = url;
        return new JObject { ["@type"] = "Claim", ["position"] = citation.Number, ["appearance"] = document };
    }
}
