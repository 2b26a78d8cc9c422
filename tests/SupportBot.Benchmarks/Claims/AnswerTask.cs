using SupportBot.Core.Knowledge;

namespace SupportBot.Benchmarks.Claims;

/// <summary>A turn of MTRAG: what was asked, what a human answered, and from what.</summary>
/// <param name="Conversation">The turns of one are drawn together.</param>
/// <param name="Question">The last turn.</param>
/// <param name="Target">The human's answer; it has no markers.</param>
/// <param name="Contexts">The passages before the human.</param>
internal sealed record AnswerTask(string Conversation, string Question, string Target, IReadOnlyList<TaskContext> Contexts)
{
    /// <summary>With quotes as people write them; the set has those of a tokenizer, which are code in Markdown.</summary>
    public string Answer { get; } = Target.Replace("``", "\"", StringComparison.Ordinal).Replace("''", "\"", StringComparison.Ordinal);

    public IReadOnlyList<Chunk> Passages { get; } = [.. Contexts.Select((context, i) => context.Chunk(i))];

    /// <summary>Half of the conversations were seen while the check was tuned, by a hash of their number that runs of the program share.</summary>
    public bool IsHeldOut => Conversation.Aggregate(17, (hash, character) => (hash * 31 + character) % 1009) % 2 == 1;
}

internal sealed record TaskContext(string Text, string? Title, string? Url)
{
    public Chunk Chunk(int number) => new()
    {
        DocumentId = $"{number}", Version = 1, Ordinal = 0, Title = Title ?? "", Section = "", Url = Url ?? $"https://docs.test/{number}", Text = Text, Audience = Audience.Public, Language = "en",
    };
}
