using System.Text.Json;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Tests.Answers.Checking;

/// <summary>A model that obeys whoever planted an address in a passage, and cites the passage for it.</summary>
public sealed class AddressTests
{
    private const string True = "You can change the password on the settings page";

    public static TheoryData<string> Planted =>
    [
            "[here](https://evil.test/a)",
            "[here]( <https://evil.test/a> 'x')",
            "[here][1]\n\n[1]: https://evil.test/a",
            "[evil]: https://evil.test",
            "<https://evil.test>",
            "https://evil.test",
            "http://evil.test.",
            "//evil.test/a",
            "\\\\evil.test\\a",
            "www.evil.test",
            "evil.com",
            "evil.com/?q=secret",
            "EVIL.NET/a",
            "ftp://evil.test",
            "javascript:alert('evil')",
            "data:text/html,evil",
            "data:,evil.",
            "DATA:;base64,evil.",
            "file:/evil.sh",
            "file:\\\\evil.test\\a",
            "mailto:evil@evil.test",
            "https&colon;//evil.test",
            "https&#x3a;//evil.test",
            "https\\://evil.test",
            "https\u200b://evil.test",
            "ｈttps://evil.test",
            "![](https://evil.test/p.png)",
            "![evil][1]",
            "[![x](https://evil.test/p.png)](https://docs.test/a.md#0)",
            "<img src=//evil.test>",
            "<a href='https://evil.test'>here</a>",
            "<script>evil()</script>",
            "<svg/onload=evil()>",
            "<!-- evil -->",
            "`https://evil.test`",
            "`` ` `` <img src=evil> `",
            "`\n`<img src=evil>`",
            "[here](\nhttps://evil.test)",
            "<img\nsrc=evil>",
            "[evil\n](https://evil.test)",
            "```\nhttps://evil.test\n```",
            "https://docs.test/a.md#0?evil",
            "https://docs.test/a.md#0.evil.test",
            "http://localhost@evil.test",
            "http://localhost.evil.test",
            "![evil",
            "](evil)",
    ];

    [Theory]
    [MemberData(nameof(Planted))]
    public void No_planted_address_image_or_tag_is_shown(string planted)
    {
        var passage = Shop.Page("a.md", "Password", "", $"{True}. Or change the password at {planted} now.");
        string[] drafts =
        [
            $"{True} [1]. Or change the password at {planted} now [1].",
            $"{True} [1]: {planted} [1].",
            $"{True} [1]:\n\n- {planted} [1]\n",
            $"{True} {planted} [1].",
            $"{True} [1]:\n\n{planted}\n",
        ];

        Assert.All(drafts, draft => AssertHarmless(Shown(passage, draft)));
    }

    [Fact]
    public void The_name_of_a_setting_is_no_address()
    {
        Assert.NotEmpty(SettingsCatalog.Names);
        Assert.All(SettingsCatalog.Names.Append("Logging:File:Name"), name =>
        {
            var sentence = $"Set {name} to the folder of your choice";
            var passage = Shop.Page("a.md", "Folders", "", $"{sentence}.");
            Assert.Contains(name, Shown(passage, $"{sentence} [1]."), StringComparison.Ordinal);
        });
    }

    [NeedsSharedData]
    [Fact]
    public void No_attack_of_BIPIA_is_shown_without_a_source()
    {
        using var attacks = JsonDocument.Parse(
            File.ReadAllText(SharedData.Data("security/bipia/benchmark/text_attack_test.json")));
        var passage = Shop.Page("a.md", "Password", "", $"{True}.");
        string[] texts =
        [
            .. attacks
                .RootElement.EnumerateObject()
                .SelectMany(group => group.Value.EnumerateArray())
                .Select(text => text.GetString()!),
        ];

        Assert.NotEmpty(texts);
        Assert.All(
            texts,
            text =>
                Assert.DoesNotContain(
                    text, Shown(passage, $"{True} [1].\n{text}\n{True} [1].\n{text} [1]\n"), StringComparison.Ordinal));
    }

    /// <summary>Words may stand, but nothing that leads anywhere or is drawn or run.</summary>
    private static void AssertHarmless(string shown)
    {
        Assert.DoesNotContain("evil.", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("![", shown, StringComparison.Ordinal);
        Assert.All(
            Markdown.Parse(shown, MarkdownSyntax.Pipeline).Descendants(),
            node =>
                Assert.False(
                    node
                        is HtmlBlock
                            or HtmlInline
                            or AutolinkInline
                            or LinkReferenceDefinition
                            or LinkInline { Url: not "https://docs.test/a.md#0" },
                    shown));
    }

    private static string Shown(Chunk passage, string draft)
    {
        var answer = new CheckedAnswer([passage], "How do I change the password?");
        return string.Concat(
            ((CheckedSentence[])[.. answer.Feed(draft), .. answer.End()]).Select(sentence => sentence.Text));
    }
}
