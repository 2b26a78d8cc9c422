using SupportBot.Core.Language;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Reading;

/// <summary>
/// A sentence, list item, table row or code block of a passage: the smallest thing an answer takes over.
/// </summary>
/// <param name="Claim">The unit as it would be said.</param>
/// <param name="Index">Position in the passage, from 0.</param>
/// <param name="Words">Its own words.</param>
/// <param name="IsStep">An item of a numbered list.</param>
internal sealed record Unit(Claim Claim, int Index, WordSet Words, bool IsStep)
{
    /// <summary>It announces what follows: "Run this command:", or the title of a step in bold.</summary>
    public bool IsLeadIn => Claim.Shape == ClaimShape.Sentence
        && (Claim.Text.TrimEnd('*', '_') is [.., ':' or '：'] || ChunkText.IsBold(Claim.Text));
}
