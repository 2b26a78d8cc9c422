using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SupportBot.Cli;

namespace SupportBot.Tests.Cli;

/// <summary>What reaches a terminal, whoever wrote it.</summary>
[Collection("Console")]
public sealed class TerminalTextTests
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string Hostile =
        "a\u001b[31m\u0007\u009b2J\u202e\u2066\u200b\u200d\u200f"
            + "\ufeff\u00ad\u2028\u0085\u007f\U000E0041\U000E0101\ud800";

    [Fact]
    public void No_character_that_steers_a_terminal_or_hides_text_is_left()
    {
        foreach (var value in Enumerable.Range(0, 0x10000).Concat(Enumerable.Range(0xE0000, 0x1000)))
        {
            var text = value < 0x10000 ? $"a{(char)value}b" : $"a{char.ConvertFromUtf32(value)}b";
            Assert.True(Harmless(TerminalText.Escape(text)), $"U+{value:X4} gets through");
            Assert.DoesNotContain('\n', TerminalText.OneLine(text));
        }
    }

    [Theory]
    [InlineData("Grüße, 你好, שלום, مرحبا, हिन्दी")]
    [InlineData("👍🏽 ❤️ → › ✔")]
    public void Text_of_any_language_stays_as_it_is(string text) => Assert.Equal(text, TerminalText.OneLine(text));

    [Fact]
    public void What_stands_in_the_holes_of_a_line_stays_on_it()
    {
        var (output, _) = Written(() => Terminal.WriteLine($"{"a\r\nb\u2029c\td"}|{Hostile,2}|{1234.5:N1}|{"x",-3}|"));
        Assert.StartsWith("a b c d|a\\u001b[31m\\u0007\\u009b2J\\u202e", output, StringComparison.Ordinal);
        Assert.EndsWith($"|1,234.5|x  |{Environment.NewLine}", output, StringComparison.Ordinal);
        Assert.Single(output, '\n');
    }

    [Fact]
    public void Json_says_the_same_after_the_escaping()
    {
        var json = JsonSerializer.Serialize(new { Hostile }, Relaxed);
        var (output, _) = Written(() => Terminal.WriteJson(json));
        Assert.True(Harmless(output));
        Assert.Equal(
            JsonDocument.Parse(json).RootElement.GetProperty("Hostile").GetString(),
            JsonDocument.Parse(output).RootElement.GetProperty("Hostile").GetString());
    }

    [Fact]
    public void Tables_errors_and_what_libraries_write_are_escaped_too()
    {
        var (output, error) = Written(() =>
        {
            Terminal.WriteTable([
                [
                    [(Hostile, default)],
                    [(Hostile, default)],
                    [(Hostile, default), (Hostile, default)],
                ],]);
            Terminal.WriteError(Hostile);
            System.Console.Out.Write(Hostile.ToCharArray());
            System.Console.Error.WriteLine("{0}", Hostile);
        });
        Assert.True(Harmless(output) && Harmless(error));
        Assert.Contains("\\u001b", output, StringComparison.Ordinal);
        Assert.Contains("\\u202e", error, StringComparison.Ordinal);
    }

    /// <summary>Whether it holds neither control nor format characters, but for line breaks and tabs.</summary>
    internal static bool Harmless(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = i + 1 < text.Length && char.IsSurrogatePair(text, i);
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            if (text[i] is '\n' or '\t') continue;
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate)
                return false;
            if (category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) return false;
            if (isPair && char.ConvertToUtf32(text, i++) is >= 0xE0000 and <= 0xE0FFF) return false;
        }
        return true;
    }

    private static (string Output, string Error) Written(Action write)
    {
        var (output, error) = (System.Console.Out, System.Console.Error);
        using StringWriter written = new(), complaint = new();
        System.Console.SetOut(written);
        System.Console.SetError(complaint);
        try
        {
            using (Terminal.Guard()) write();
            return (written.ToString(), complaint.ToString());
        }
        finally
        {
            System.Console.SetOut(output);
            System.Console.SetError(error);
        }
    }
}
