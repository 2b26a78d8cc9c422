using SupportBot.Core.Answers.Checking;

namespace SupportBot.Tests.Answers.Checking;

public sealed class ChunkingTests
{
    private const string Draft = """
        I'm happy to help! Yes. You can change the password on the settings page [1].
        A password must have at least 12 characters. [1]
        A password must have at least 8 characters [1]. See e.g. the Password page [1], [2].
        "Telemetry is off by default in the Enterprise edition." [3] [1]. Next:

        ## Change the password

        Follow these steps [1]:

        1. Open **Settings**.
        2. Choose **Security**.
        3. Enter the new password twice.

        - A password must have at least 12 characters [1].
        * Harbour sends telemetry about crashes [3]

        | Policy | Keeps |
        | --- | --- |

        Start the server once with `a. B` this option [2]:

        ```bash
        harbour-server --reset-password=<new password>
        ```

        ~~~
        harbour-server
        ~~~
        <think>Let me see [1]. Or not.</think> A password must have at least 12 characters.【1†source】 It is so.[^1]
        If you forgot the password, see [the page](https://docs.test/password.md#1) [2](https://evil.test). End of
        """;

    private static readonly string[] Alphabet =
    [
        ". ",
        "A password ",
        "[1]",
        "[",
        "1",
        "]",
        "(",
        "`",
        "```",
        "\n",
        " ",
        "1. ",
        "- ",
        "| ",
        "\n| A |\n",
        "\n| --- |\n",
        "Yes",
        "# ",
        "!",
        "https://",
        "e.g.",
        "【1†s】",
        "(1)",
        "¹",
        "[^1]",
        "[doc 1]",
        "<think>",
        "</think>",
        "\"",
        "B",
        ":",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public void Pieces_of_one_size_give_what_the_whole_gives(int size) =>
        Assert.Equal(Checked([Draft]), Checked(Draft.Chunk(size).Select(characters => new string(characters))));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_pieces_of_any_text_give_what_the_whole_gives(int seed)
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, 60).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
        List<string> pieces = [];
        for (var at = 0; at < text.Length; at += pieces[^1].Length)
            pieces.Add(text.Substring(at, Math.Min(1 + random.Next(9), text.Length - at)));

        Assert.Equal(Checked([text]), Checked(pieces));
    }

    [Fact]
    public void A_sentence_comes_out_with_the_first_character_behind_it()
    {
        var answer = new CheckedAnswer(Shop.English, "How do I change the password?");

        Assert.Empty(answer.Feed("You can change the password on the settings page [1]. "));
        Assert.Equal("You can change the password on the settings page [1].", Assert.Single(answer.Feed("A")).Text);
    }

    [Fact]
    public void A_text_without_end_is_cut_and_broken()
    {
        var answer = new CheckedAnswer(Shop.English, "password");

        var ready = Enumerable.Range(0, 100).SelectMany(_ => answer.Feed(new string('a', 100))).ToList();

        Assert.NotEmpty(ready);
        Assert.All(ready, part => Assert.Equal(("broken", ""), (part.Verdict.Code, part.Text)));
    }

    private static List<CheckedSentence> Checked(IEnumerable<string> pieces)
    {
        var answer = new CheckedAnswer(Shop.English, "How do I change the password?");
        return [.. pieces.SelectMany(answer.Feed), .. answer.End()];
    }
}
