using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Core.Answers.Writing;

/// <summary>Step 4: chooses the sentences, steps, rows or code that answer, in the words of the documents.</summary>
internal static class Write
{
    /// <summary>An answer cites at most so many sections.</summary>
    private const int MostSections = 3;

    /// <summary>How many passages it is written from.</summary>
    private const int Passages = 8;

    /// <summary>
    /// What the first passage is put before the last by, beside a unit that holds the whole question.
    /// </summary>
    private const double OfRank = 0.8;

    /// <summary>Once so many characters stand, nothing more is added.</summary>
    private const int Enough = 450;

    /// <summary>What a further part must add: a share of the question's weight that is not said yet.</summary>
    private const double LeastGain = 0.15;

    /// <returns>In the order of the answer: by section, and in each section as in the document.</returns>
    public static IReadOnlyList<Claim> Answer(Understood.Search question, Decision.Write decision)
    {
        var highest = decision.Candidates[0].Rank;
        var parts = decision.Candidates.Take(Passages).SelectMany(candidate => candidate.Units
            .Where(unit => Score.IsSayable(unit, candidate)).Select(unit => new Part(
                unit, candidate, Score.Of(unit, candidate, question) + OfRank * candidate.Rank / highest))).ToList();
        var chosen = new List<Unit>();
        var said = new double[decision.Terms.Count];
        while (chosen.Sum(unit => unit.Claim.Text.Length) < Enough && Next(parts, chosen, said) is { } next)
        {
            foreach (var unit in Rounding.Around(next.Unit, next.Candidate))
            {
                if (!chosen.Contains(unit)) chosen.Add(unit);
                for (var i = 0; i < said.Length; i++)
                    said[i] = Math.Max(said[i], next.Candidate.Matches[unit.Index][i]);
            }
        }
        var sections = chosen.Select(unit => unit.Claim.Chunk.Id).Distinct().ToList();
        return [.. chosen.OrderBy(unit => sections.IndexOf(unit.Claim.Chunk.Id)).ThenBy(unit => unit.Index)
            .Select(unit => unit.Claim)];
    }

    private static Part? Next(List<Part> parts, List<Unit> chosen, double[] said)
    {
        var sections = chosen.Select(unit => unit.Claim.Chunk.Id).ToHashSet();
        return parts.Where(part => !chosen.Contains(part.Unit)
            && (sections.Count < MostSections || sections.Contains(part.Unit.Claim.Chunk.Id)))
            .Where(part => chosen.Count == 0 || part.Gain(said) >= LeastGain)
            .MaxBy(part => chosen.Count == 0 ? part.Value : part.Value + part.Gain(said));
    }

    private sealed record Part(Unit Unit, Candidate Candidate, double Value)
    {
        /// <summary>Share of the question's weight that it holds beyond what is said.</summary>
        public double Gain(double[] said) => Candidate.Share(
            [.. Candidate.Matches[Unit.Index].Zip(said, (match, already) => Math.Max(0, match - already))]);
    }
}
