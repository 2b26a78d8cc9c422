using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Dialogs;

namespace SupportBot.Tests.Dialogs;

public sealed class SubmittedFeedbackTests
{
    [Theory]
    [InlineData("""{"feedbackText":"Danke!"}""", "Danke!")]
    [InlineData("\"{\\\"feedbackText\\\":\\\"Danke!\\\"}\"", "Danke!")]
    [InlineData("\"Danke!\"", "Danke!")]
    [InlineData("\"7\"", "7")]
    [InlineData("\"{\\\"feedbackText\\\":7}\"", "")]
    [InlineData("\"{\\\"a\\\":1,\\\"a\\\":2}\"", """{"a":1,"a":2}""")]
    [InlineData("\"{\"", "{")]
    [InlineData("\"\"", "")]
    [InlineData("[1]", "")]
    [InlineData("null", "")]
    public void The_words_beside_a_thumb_are_read_however_they_come(string feedback, string expected)
    {
        var value = new JObject
        {
            ["actionName"] = "feedback",
            ["actionValue"] = new JObject { ["reaction"] = "dislike", ["feedback"] = JToken.Parse(feedback) },
        };
        Assert.Equal(new SubmittedFeedback("1", Helpful: false, expected), Read(value));
    }

    [Theory]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"shrug"}}""")]
    [InlineData("""{"actionName":"feedback","actionValue":"like"}""")]
    [InlineData("""{"actionName":["feedback"],"actionValue":{"reaction":"like"}}""")]
    [InlineData("""{"actionName":"other","actionValue":{"reaction":"like"}}""")]
    [InlineData("\"feedback\"")]
    [InlineData("null")]
    public void What_is_no_thumb_is_none(string value) => Assert.Null(Read(JToken.Parse(value)));

    private static SubmittedFeedback? Read(JToken? value) =>
        SubmittedFeedback.Read(
            new Activity
            {
                Type = ActivityTypes.Invoke,
                Name = "message/submitAction",
                ReplyToId = "1",
                Value = value,
            });
}
