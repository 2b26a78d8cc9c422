using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Retrieval;

/// <summary>What the search found for a question.</summary>
/// <param name="Found">The passages, best first, and the figures of the search.</param>
/// <param name="Terms">The words of the question, weighed.</param>
/// <param name="BlockCosines">
/// For each of the first passages the cosine similarity of each of its blocks to the question; null without vectors.
/// </param>
internal sealed record Retrieved(
    Found Found, IReadOnlyList<WeighedTerm> Terms, IReadOnlyList<IReadOnlyList<double>>? BlockCosines)
{
    /// <summary>
    /// How near the words of the question are to those of the block that answers best, rare words counting more: a mean
    /// of cosines; null where they were not compared.
    /// </summary>
    public double? Coverage { get; init; }

    public IReadOnlyList<Passage> Passages => Found.Passages;

    public MissingLeg? Missing => Found.Missing;

    /// <summary>Nothing could be searched, which says nothing of the documents.</summary>
    public bool IsUnavailable => Missing is { Leg: Leg.Both };

    public static Retrieved Nothing(string reason) => new(new Found([], new MissingLeg(Leg.Both, reason)), [], null);
}
