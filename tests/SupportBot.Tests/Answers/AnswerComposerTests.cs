using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Writing;

namespace SupportBot.Tests.Answers;

/// <summary>Where the number of a source stands.</summary>
public sealed class AnswerComposerTests
{
    [Theory]
    [InlineData("It takes a minute.", "It takes a minute. [1]")]
    [InlineData("It takes a minute.\n\nThen it stops.", "It takes a minute. [1]\n\nThen it stops. [1]")]
    [InlineData("Open this page:", "Open this page. [1]")]
    [InlineData("次の手順：", "次の手順。 [1]")]
    [InlineData("- One\n- Two", "- One\n- Two [1]")]
    [InlineData("Choose one:\n\n- One\n- Two", "Choose one:\n\n- One\n- Two [1]")]
    [InlineData("Choose:\n\n1. One\n2. Two\n\nThat is all.", "Choose:\n\n1. One\n2. Two [1]\n\nThat is all. [1]")]
    [InlineData("- One\n\n  More.\n\n- Two\n\nAll.", "- One\n\n  More.\n\n- Two [1]\n\nAll. [1]")]
    [InlineData("**Install**\n\n1. One", "**Install** [1]\n\n1. One [1]")]
    [InlineData("Run this:\n\n```sh\na\n\nb:\n```", "Run this [1]:\n\n```sh\na\n\nb:\n```")]
    [InlineData("Run this:\n\n```sh\na\n```\n\nWait.", "Run this [1]:\n\n```sh\na\n```\n\nWait. [1]")]
    [InlineData("```sh\na\n```", "```sh\na\n```\n\n[1]")]
    [InlineData("[a]: b.example\n\nText.", "[a]: b.example\n\nText. [1]")]
    [InlineData("Text.\n\n[a]: b.example", "Text. [1]\n\n[a]: b.example")]
    [InlineData("> Quoted.", "> Quoted.\n\n[1]")]
    [InlineData("### Head\n\nText.", "### Head\n\nText. [1]")]
    [InlineData("1. Run\n   ```sh\n   a\n   ```", "1. Run\n   ```sh\n   a\n   ```\n\n[1]")]
    [InlineData("Sizes:\n\n| A | B |\n|---|---|\n| 1 | 2 |", "Sizes [1]:\n\n| A | B |\n|---|---|\n| 1 | 2 |")]
    [InlineData("| A | B |\n|---|---|\n| 1 | 2 |", "| A | B |\n|---|---|\n| 1 | 2 |\n\n[1]")]
    public void Each_paragraph_and_list_has_the_number_and_code_and_tables_have_it_beside_them(
        string text, string cited)
    {
        var chunk = Shop.Page("a.md", "A", "B", text);
        Assert.Equal(cited, AnswerComposer.Compose([new Claim(chunk, text, text, ClaimShape.Sentence, 0)]).Text);
    }
}
