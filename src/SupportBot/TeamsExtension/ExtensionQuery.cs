using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;

namespace SupportBot.TeamsExtension;

// What a person typed into the message extension. The text is empty before they did, and for a value of another shape.
internal sealed record ExtensionQuery(string Text, bool IsNextPage)
{
    public const string Parameter = "question";

    // The SDK would throw for a value of another shape.
    public static ExtensionQuery Read(object? value) => new(
        Parameters(value).FirstOrDefault(parameter => parameter.Text("name") == Parameter).Text("value")?.Trim() ?? "",
        value.Member("queryOptions").Member("skip") is JValue { Value: long and > 0 });

    private static IEnumerable<JToken> Parameters(object? value) => value.Member("parameters") as JArray ?? [];
}
