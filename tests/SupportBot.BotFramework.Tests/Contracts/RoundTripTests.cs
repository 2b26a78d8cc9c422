using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.Tests.Contracts;

/// <summary>What is read and written again says the same.</summary>
public sealed partial class RoundTripTests
{
    /// <summary>Members of the specification that no class here names, and some that nobody names.</summary>
    private const string Full = """
        {"type":"message","id":"1","timestamp":"2026-11-24T12:00:00.123Z","localTimestamp":"2026-11-24T13:00:00+01:00",
         "localTimezone":"Europe/Berlin","channelId":"msteams",
         "serviceUrl":"https://smba.trafficmanager.net/emea/","from":{"id":"29:a","name":"Ann","aadObjectId":"7a",
          "role":"user","givenName":"Ann"},
         "recipient":{"id":"28:bot"},"conversation":{"id":"a:1","isGroup":false,"conversationType":"personal",
          "tenantId":"t","properties":{"x":1}},
         "replyToId":"0","locale":"en-GB","text":"ä \"quoted\" <b>\u2028","textFormat":"xml","importance":"high",
          "expiration":"2026-11-25T00:00:00Z","listenFor":["a"],
         "attachments":[{"contentType":"text/html","content":"<p>x</p>","name":"n","unknown":[null]}],
          "entities":[{"type":"mention","mentioned":{"id":"28:bot"},"text":"<at>Bot</at>"}],
         "suggestedActions":{"to":["29:a"],"actions":[{"type":"imBack","title":"t","value":"v",
          "channelData":{"a":null}}]},
         "textHighlights":[{"text":"x","occurrence":1}],"semanticAction":{"id":"s","state":"start","entities":{}},
          "relatesTo":{"bot":{"id":"28:bot"},"channelId":"x","conversation":{"id":"y"},"serviceUrl":"z"},
         "value":7,"channelData":"text","brandNew":{"deep":[1.50,"2026-01-01T00:00:00Z",null]}}
        """;

    [Fact]
    public void An_activity_with_all_that_it_may_hold_stays_as_it_was()
    {
        var written = Written(Full);
        AssertSame(JsonNode.Parse(Full)!, JsonNode.Parse(written)!);
        Assert.Contains("\"timestamp\":\"2026-11-24T12:00:00.123Z\"", written, StringComparison.Ordinal);
        Assert.Contains("1.50", written, StringComparison.Ordinal);
    }

    [NeedsSharedData]
    [Fact]
    public async Task Every_activity_of_the_specification_stays_as_it_was()
    {
        var text = await File.ReadAllTextAsync(
            SharedData.Contract("spec-activity-protocol-3.4-provisional.md"), TestContext.Current.CancellationToken);
        var samples = Samples().Matches(text).Select(match => match.Groups[1].Value).Where(IsActivity).ToList();
        Assert.InRange(samples.Count, 15, 100);
        Assert.All(samples, sample => AssertSame(JsonNode.Parse(sample)!, JsonNode.Parse(Written(sample))!));
    }

    [Theory]
    [InlineData("Type", "Text", "From", "Id")]
    [InlineData("TYPE", "TEXT", "FROM", "ID")]
    [InlineData("tYPE", "teXt", "frOm", "iD")]
    public void Names_are_read_in_any_casing_and_written_in_one(string type, string text, string from, string id) =>
        Assert.Equal(
            """{"type":"message","from":{"id":"a"},"text":"hello"}""",
            Written($$$"""{"{{{type}}}":"message","{{{text}}}":"hello","{{{from}}}":{"{{{id}}}":"a"}}"""));

    private static string Written(string json)
    {
        Assert.True(ActivityJson.TryRead(Encoding.UTF8.GetBytes(json), out var activity, out var error), error);
        return Encoding.UTF8.GetString(ActivityJson.Write(activity));
    }

    private static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.True(
            JsonNode.DeepEquals(expected, actual), $"{expected.ToJsonString()}\nbecame\n{actual.ToJsonString()}");

    /// <summary>Some samples are mere parts, and some leave things out by three dots.</summary>
    private static bool IsActivity(string sample)
    {
        try
        {
            return JsonNode.Parse(sample) is JsonObject activity && activity["type"] is JsonValue;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("```json\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Samples();
}
