using System.Text.Json;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Tests.Evaluation.Answers;

public sealed class KeyFactTests
{
    [Theory]
    [InlineData("12 characters", "A password must have at least **12** characters. [1]")]
    [InlineData("12 characters", "It has twelve\ncharacters.")]
    [InlineData("2000 characters", "A message may have 2,000 characters.")]
    [InlineData("1.5 GB", "Bis zu 1,5 GB.")]
    [InlineData("20 MB", "At most 20MB.")]
    [InlineData("--reset-password", "Start it with `--reset-password`.")]
    [InlineData("30日以内", "到着後30日以内に返品できます。[1]")]
    [InlineData("找回密码", "点击“找回密码”")]
    [InlineData("Größe", "Die GRÖSSE, also die Größe.")]
    public void A_fact_is_found_however_it_is_written(string fact, string answer) =>
        Assert.True(new KeyFact([fact]).IsIn(answer));

    [Theory]
    [InlineData("2 characters", "12 characters")]
    [InlineData("12 characters", "12 [1] long characters")]
    [InlineData("port", "It supports that.")]
    [InlineData("3日", "13日以内")]
    [InlineData("1000", "1 of 000")]
    public void Another_word_or_number_is_not_the_fact(string fact, string answer) =>
        Assert.False(new KeyFact([fact]).IsIn(answer));

    [Fact]
    public void Any_wording_will_do() =>
        Assert.True(new KeyFact(["is deleted", "leaves the index"]).IsIn("It leaves the index."));

    [Fact]
    public void Json_has_a_text_or_several_wordings_and_keeps_them()
    {
        const string Json = """["12 characters",["is deleted","leaves the index"]]""";
        Assert.Equal(Json, JsonSerializer.Serialize(JsonSerializer.Deserialize<KeyFact[]>(Json)));
        Assert.All(
            (string[])["[[]]", "[\"!\"]", "[7]", "[[\"a\",null]]"],
            wrong => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<KeyFact[]>(wrong)));
    }

    [Fact]
    public void Files_without_facts_are_read_as_before_and_cases_for_review_are_left_out()
    {
        var file = Path.GetTempFileName();
        File.WriteAllLines(file,
        [
            """{"id":"1","question":"How?","history":[],"answerable":true,"documents":["a.md"]}""",
            """{"id":"2","question":"Why?","answerable":true,"review":true,"note":"The visitor says: no."}""",
            """{"id":"3","question":"When?","answerable":false,"facts":["noon"],"conversation":"c"}""",
        ]);
        Assert.Equal(["1", "3"], AnswerCase.Read(file).Select(one => one.Id));
        File.AppendAllText(file, """{"id":"1","question":"How?","answerable":false}""");
        Assert.Contains(
            "'1' more than once", Assert.Throws<EvaluationDataException>(() => AnswerCase.Read(file)).Message,
            StringComparison.Ordinal);
        File.Delete(file);
    }
}
