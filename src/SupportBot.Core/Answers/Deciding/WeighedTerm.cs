using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>A word of the question with what it is worth as evidence.</summary>
/// <param name="Term">The word.</param>
/// <param name="Weight">How much the question says by it: rare words say more than frequent ones.</param>
/// <param name="IsKnown">Some document has it, or a word of the same meaning.</param>
internal sealed record WeighedTerm(Term Term, double Weight, bool IsKnown);
