using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Benchmarks.Claims;

/// <summary>A turn of MTRAG: what was asked, what a human answered, and from what.</summary>
/// <param name="Conversation">The turns of one are drawn together.</param>
/// <param name="Question">The last turn.</param>
/// <param name="Target">The human's answer; it has no markers.</param>
/// <param name="Contexts">The passages before the human.</param>
internal sealed partial record AnswerTask(
    string Conversation, string Question, string Target, IReadOnlyList<TaskContext> Contexts)
{
    /// <summary>What was said before, by both.</summary>
    public IReadOnlyList<Said> History { get; init; } = [];

    /// <summary>The customer's words, of this turn and of those before.</summary>
    public string Asked =>
        string.Join('\n', [.. History.Where(said => said.Speaker == "user").Select(said => said.Text), Question]);

    /// <summary>
    /// With quotes as people write them; the set has those of a tokenizer, which are code in Markdown.
    /// </summary>
    public string Answer { get; } =
        TokenizerQuote().Replace(Target, "\"").Replace("''", "\"", StringComparison.Ordinal);

    [GeneratedRegex("(?<!`)``(?!`)", RegexOptions.CultureInvariant)]
    private static partial Regex TokenizerQuote();

    public IReadOnlyList<Chunk> Passages { get; } = [.. Contexts.Select((context, i) => context.Chunk(i))];

    /// <summary>
    /// Half of the conversations were seen while the check was tuned, by a hash of their number that runs of the
    /// program share.
    /// </summary>
    public bool IsHeldOut => Conversation.Aggregate(17, (hash, character) => (hash * 31 + character) % 1009) % 2 == 1;
}

internal sealed record TaskContext(string Text, string? Title, string? Url)
{
    public Chunk Chunk(int number) => new()
    {
            DocumentId = $"{number}",
            Version = 1,
            Ordinal = 0,
            Title = Title ?? "",
            Section = "",
            Url = Url ?? $"https://docs.test/{number}",
            Text = Text,
            Audience = Audience.Public,
            Language = "en",
    };
}

internal sealed record Said(string Speaker, string Text);
