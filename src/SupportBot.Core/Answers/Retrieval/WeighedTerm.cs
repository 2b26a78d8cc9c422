using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Core.Answers.Retrieval;

/// <summary>A word of the question with what it is worth as evidence.</summary>
/// <param name="Term">The word.</param>
/// <param name="Weight">Its inverse document frequency: rare words say more than frequent ones.</param>
/// <param name="IsKnown">Some document has it, or a word of the same meaning.</param>
internal sealed record WeighedTerm(Term Term, double Weight, bool IsKnown);
