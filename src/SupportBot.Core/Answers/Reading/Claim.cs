using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Reading;

/// <summary>One thing that an answer may say, with the place that supports it.</summary>
/// <param name="Chunk">Where it stands.</param>
/// <param name="Quote">The chunk's own words, verbatim Markdown.</param>
/// <param name="Text">What the customer reads: the quote as clean Markdown.</param>
/// <param name="Shape">How it is set.</param>
/// <param name="Block">Number of its block in the chunk; what is of one block is set together.</param>
internal sealed record Claim(Chunk Chunk, string Quote, string Text, ClaimShape Shape, int Block)
{
    /// <summary>The head of its table, as clean Markdown; empty for all but rows.</summary>
    public string Head { get; init; } = "";

    /// <summary>
    /// The heading that its "yes" or "no" replies to, where that is another question than the customer's; else empty.
    /// </summary>
    public string RepliesTo { get; init; } = "";
}

internal enum ClaimShape
{
    Sentence,
    Item,
    Row,
    Code,
}
