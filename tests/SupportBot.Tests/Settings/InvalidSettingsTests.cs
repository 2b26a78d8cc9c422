using System.Text;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Settings;

namespace SupportBot.Tests.Settings;

/// <summary>What the operator is told of settings and files that are not as they should be.</summary>
public sealed class InvalidSettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void All_wrong_settings_are_named_at_once_whatever_is_wrong_with_them()
    {
        var messages = Messages("""
            {
              "Server": { "Url": "nonsense", "Adress": "x" },
              "WebChat": { "ResumeDays": "abc", "DemoPage": "perhaps", "AllowedOrigins": "https://www.example.com" },
              "Docs": { "Language": "english", "Path": [ "a", "b" ] }
            }
            """);
        Assert.Equal(
            [
                "Docs:Language: must be a two-letter code such as en or de.",
                "Docs:Path: must be one value, not a list.",
                "Server:Url: must look like http://localhost:5080, without a path.",
                "Unknown setting 'Server:Adress' in supportbot.json. Did you mean 'Server:Url'? docs/configuration.md "
                    + "lists them all.",
                "WebChat:AllowedOrigins: must be a list, such as [ \"https://www.example.com\" ].",
                "WebChat:DemoPage: must be true or false, not 'perhaps'.",
                "WebChat:ResumeDays: must be a whole number, not 'abc'.",
            ],
            messages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_named_for_every_setting_that_is_no_text()
    {
        foreach (
            var name in SettingsCatalog.Sections.SelectMany(section =>
                section
                    .Properties.Where(property => property.PropertyType != typeof(string))
                    .Select(property => $"{section.Name}:{property.Name}")))
        {
            var message = Assert.Single(
                Assert
                    .Throws<SettingsException>(() => Configuration.Read([new(name, "nonsense!")], _file + ".none"))
                    .Messages);
            Assert.StartsWith($"{name}: must be ", message, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_named_with_line_and_reason_in_one_sentence()
    {
        const string whole =
            "{\n  \"Docs\": { \"Path\": \"docs\", \"Watch\": true },\n  \"WebChat\": { \"AllowedOrigins\": [ "
                + "\"https://a.example\" ] }\n}";
        for (var length = 1; length < whole.Length; length++)
        {
            var message = Assert.Single(Messages(whole[..length]));
            Assert.StartsWith(
                $"{_file}, line {whole[..length].Count(letter => letter == '\n') + 1} cannot be read: ", message,
                StringComparison.Ordinal);
            Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
            Assert.DoesNotContain("JSON payload", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"question":"a","answerable":true}""", "It lacks 'id'.")]
    [InlineData("""{"question":"a"}""", "It lacks 'id' and 'answerable'.")]
    [InlineData("""{"id":1,"question":"a","answerable":true}""", "'id' has a value of the wrong type.")]
    [InlineData("""{"id":null,"question":"a","answerable":true}""", "'id' must not be null.")]
    [InlineData(
        """{"id":"1","question":"a","answerable":true""",
        "It ends too early: a bracket, a quotation mark or a value is missing at its end."
    )]
    [InlineData("""{"id":"1","question":"a","answerable":yes}""", "'y' is an invalid start of a value.")]
    [InlineData("null", "The line is null.")]
    public void A_question_that_is_none_is_named_with_its_line_and_what_is_wrong(string line, string reason)
    {
        File.WriteAllText(_file, $"\n{line}\n");
        Assert.Equal(
            $"{_file}, line 2: {reason}", Assert.Throws<EvaluationDataException>(() => AnswerCase.Read(_file)).Message);
    }

    public void Dispose() => File.Delete(_file);

    private IReadOnlyList<string> Messages(string json)
    {
        File.WriteAllText(_file, json, Encoding.UTF8);
        return Assert.Throws<SettingsException>(() => Configuration.Read([], _file)).Messages;
    }
}
