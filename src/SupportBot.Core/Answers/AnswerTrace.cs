using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers;

/// <summary>What an answer rested on, for the audit.</summary>
/// <param name="Passages">What the search found, best first.</param>
/// <param name="Sentences">What was written, in order, with what its check said.</param>
/// <param name="Model">The model that wrote it; null where none did.</param>
public sealed record AnswerTrace(IReadOnlyList<Passage> Passages, IReadOnlyList<CheckedSentence> Sentences, ModelUse? Model = null)
{
    /// <summary>Of a reply that rests on no document.</summary>
    public static readonly AnswerTrace None = new([], []);

    internal static AnswerTrace Of(IReadOnlyList<Passage> passages, IReadOnlyList<Claim> written) =>
        new(passages, [.. written.Select(claim => new CheckedSentence(claim.Text, claim.Chunk.Id, Check.Failure(claim)))]);
}

/// <param name="Text">A sentence, step, row or code as it was written.</param>
/// <param name="ChunkId">The passage that it was to rest on.</param>
/// <param name="Failure">Why it was not said, as a stable code; null where it passed.</param>
public sealed record CheckedSentence(string Text, string ChunkId, string? Failure);

/// <summary>What a language model did for an answer, and what it cost.</summary>
/// <param name="PromptVersion">Hash of the prompt's files.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Deployment">The name that it is deployed under; null where it has none.</param>
/// <param name="InputTokens">Tokens read.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="Cost">In the currency of the configured prices; null without prices.</param>
public sealed record ModelUse(string PromptVersion, string Model, string? Deployment, int InputTokens, int OutputTokens, decimal? Cost);
