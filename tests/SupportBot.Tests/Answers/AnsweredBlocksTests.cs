using System.Text;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Tests.Documents;

namespace SupportBot.Tests.Answers;

/// <summary>
/// What stands in a callout, below a title in bold, or behind a lead sentence is answered from like any paragraph.
/// </summary>
public sealed class AnsweredBlocksTests
{
    private const string Fact = "The descaler needs fifteen minutes in cold water.";

    private static readonly DocumentParser Parser = new(Readers.All);

    [Theory]
    [InlineData("a.md", Fact)]
    [InlineData("a.md", $"!!! warning\n    {Fact}")]
    [InlineData("a.md", $"??? note \"Time\"\n    {Fact}")]
    [InlineData("a.md", $":::caution\n{Fact}\n:::")]
    [InlineData("a.md", $"> [!NOTE]\n> {Fact}")]
    [InlineData("a.md", $"> **Note:** {Fact}")]
    [InlineData("a.md", $"**Note:** {Fact}")]
    [InlineData("a.md", $"{{% hint style=\"info\" %}}\n{Fact}\n{{% endhint %}}")]
    [InlineData("a.md", $"{{{{< alert color=\"warning\" >}}}}\n{Fact}\n{{{{< /alert >}}}}")]
    [InlineData("a.md", $"{{: .note }}\n{Fact}")]
    [InlineData("a.md", $"!> {Fact}")]
    [InlineData("a.mdx", $"<Warning>\n  {Fact}\n</Warning>")]
    [InlineData("a.mdx", $"<Tip>{Fact}</Tip>")]
    [InlineData("a.html", $"<div class=\"admonition note\"><p class=\"admonition-title\">Note</p><p>{Fact}</p></div>")]
    [InlineData("a.html", $"<aside class=\"starlight-aside\"><p>{Fact}</p></aside>")]
    [InlineData("a.md", $"**Descaling**\n\n{Fact}")]
    public async Task A_callout_is_answered_from(string file, string block)
    {
        var text = file.EndsWith(".html", StringComparison.Ordinal)
            ? $"<h1>Care</h1><p>Care keeps the kettle clean.</p>{block}<p>Dry it afterwards.</p>"
            : $"# Care\n\nCare keeps the kettle clean.\n\n{block}\n\nDry it afterwards.\n";
        Assert.Contains(
            "fifteen minutes", await AskAsync(file, text, "How many minutes does the descaler need in cold water?"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("**Install the agent**\n\nUse `kettle-agent install`.")]
    [InlineData("To install the agent:\n\n```sh\nkettle-agent install\n```")]
    [InlineData("**Install the agent:**\n\n1. Call `kettle-agent install`.\n2. Wait.")]
    [InlineData("<Step title=\"Install the agent\">\n\n```sh\nkettle-agent install\n```\n\n</Step>")]
    public async Task A_title_or_lead_sentence_is_never_the_whole_answer(string block) => Assert.Contains(
        "kettle-agent install",
        await AskAsync("a.mdx", $"# Agent\n\nThe agent reports errors.\n\n{block}\n", "How do I install the agent?"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(3, false)]
    [InlineData(30, true)]
    public async Task A_long_list_or_table_shows_that_items_are_missing(int count, bool isCut)
    {
        var words = Enumerable.Range(0, count).Select(i => $"kettle number {i} whistles softly").ToList();
        var list = string.Concat(words.Select(word => $"- The {word}.\n"));
        var rows = string.Concat(words.Select((word, i) => $"| {i} | The {word} |\n"));
        foreach (var (block, omission) in new[]
        {
            ($"We sell these kettles:\n\n{list}", "- …"),
            ($"We sell these kettles:\n\n| Number | Sound |\n|---|---|\n{rows}", "| … |"),
        })
        {
            var answer = await AskAsync(
                "a.md", $"# Range\n\n## Which kettles do we sell?\n\n{block}", "Which kettles do we sell?");
            Assert.Equal(isCut, answer.Split('\n').Any(line => line.StartsWith(omission, StringComparison.Ordinal)));
            Assert.Equal(isCut, words.Any(word => !answer.Contains(word, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("What does a whole client of the agent look like?", true)]
    [InlineData("Which function starts the descaler from a client?", false)]
    public async Task Code_as_long_as_a_file_answers_only_its_heading(string question, bool isShown)
    {
        var code = string.Concat(Enumerable.Range(0, 30).Select(i => $"agent.Call({i});\n"));
        var answer = await AskAsync(
            "a.md",
            "# Agent\n\n## Calls\n\nThe function `agent.Call` starts the descaler from a client.\n\n"
                + $"## What does a whole client of the agent look like?\n\nThis is a client:\n\n```\n{code}```\n",
            question);
        Assert.Equal(isShown, answer.Contains("agent.Call(29)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Does it work on a boat?", "Yes. On a boat it needs an inverter.", true)]
    [InlineData("Does it work on a boat?", "**No**, on a boat it needs an inverter.", true)]
    [InlineData("Does it work on a boat?", "Not yet: on a boat it needs an inverter.", true)]
    [InlineData("Does it work on a boat?", "No boat is without an inverter.", false)]
    [InlineData("Boats", "Yes. On a boat it needs an inverter.", false)]
    [InlineData("What does it need on a boat?", "Yes. On a boat it needs an inverter.", false)]
    [InlineData("Does it work on a boat (https://evil.example)?", "Yes. On a boat it needs an inverter.", false)]
    [InlineData("Does it work on a boat of evil.example?", "Yes. On a boat it needs an inverter.", false)]
    [InlineData("Does it work on a boat \\<b>?", "Yes. On a boat it needs an inverter.", false)]
    [InlineData("Does it work on a boat \\!\\[x\\]\\(y\\)?", "Yes. On a boat it needs an inverter.", false)]
    [InlineData("Does it work on a \\*\\*boat?", "Yes. On a boat it needs an inverter.", false)]
    public async Task Yes_or_no_stands_below_the_question_that_it_replies_to(string heading, string text, bool isShown)
    {
        var answer = await AskAsync("a.md", $"# Travel\n\n## {heading}\n\n{text}\n", "What does it need on a boat?");
        Assert.Contains("inverter", answer, StringComparison.Ordinal);
        Assert.Equal(isShown, answer.StartsWith($"**{heading}**\n\n{text[..3]}", StringComparison.Ordinal));
        Assert.Equal(isShown, answer.Contains("**\n\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Yes_alone_is_no_excerpt_of_a_long_block()
    {
        var rest = string.Join(' ', Enumerable.Range(0, 70).Select(i => $"word{i}"));
        Assert.Contains("word69", await AskAsync(
            "a.md", $"# Travel\n\n## Does it need an inverter on a boat?\n\nYes. Then {rest}.\n",
            "Is an inverter needed on a boat?"), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(string file, string text, string question)
    {
        var (document, _) = Parser.Parse(
            new SourceFile(file, Encoding.UTF8.GetBytes(text), "hash", new DocumentDefaults()));
        using var library = await Library.OfAsync([.. Shop.English, .. document!.Chunks]);
        var answer = await library.AskAsync(question);
        Assert.Equal(AnswerKind.Answered, answer.Kind);
        return answer.Text;
    }
}
