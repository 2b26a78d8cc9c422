using SupportBot.Core.Language;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>A found passage, read for what it holds of the question.</summary>
internal sealed class Candidate
{
    /// <summary>What a unit has from a word in the headings above it.</summary>
    private const double FromHeading = 0.6;

    /// <summary>What a list item, row or code has from a word in the sentence that announces it.</summary>
    private const double FromLeadIn = 0.9;

    /// <summary>So many units in a row are taken to speak of one thing.</summary>
    private const int Window = 3;

    private readonly IReadOnlyList<WeighedTerm> _terms;

    public Candidate(Passage passage, IReadOnlyList<WeighedTerm> terms)
    {
        _terms = terms;
        Passage = passage;
        Units = Reading.Units.Of(passage.Chunk);
        var headings = new WordSet($"{passage.Chunk.Title}\n{passage.Chunk.Section}", passage.Chunk.Language);
        double[] named = [.. terms.Select(term => headings.Match(term.Term.Stem))];
        HeadingShare = Share(named);
        Matches = MatchesOf([.. named.Select(match => FromHeading * match)]);
        Focus = Enumerable.Range(0, Units.Count).Select(i => Share(Best(i, Window))).DefaultIfEmpty().Max();
        Whole = Best(0, Units.Count);
    }

    public Passage Passage { get; }

    public IReadOnlyList<Unit> Units { get; }

    /// <summary>How well each unit, with its headings, holds each word: 0 to 1.</summary>
    public IReadOnlyList<double[]> Matches { get; }

    /// <summary>How well the passage holds each word anywhere.</summary>
    public double[] Whole { get; }

    /// <summary>Share of the question's weight that its title and headings hold: 0 to 1.</summary>
    public double HeadingShare { get; }

    /// <summary>Share of the question's weight that the passage holds anywhere: 0 to 1.</summary>
    public double Coverage => Share(Whole);

    /// <summary>Share of the question's weight that three units in a row hold, where they hold most: 0 to 1.</summary>
    public double Focus { get; }

    /// <summary>Its place in the search, 1 for the first.</summary>
    public required double Order { get; init; }

    /// <summary>For the order of candidates: the search and the evidence together.</summary>
    public double Rank => Order + Focus;

    /// <summary>Share of the question's weight.</summary>
    public double Share(IReadOnlyList<double> matches)
    {
        var (held, whole) = (0.0, 0.0);
        for (var i = 0; i < _terms.Count; i++)
        {
            held += _terms[i].Weight * matches[i];
            whole += _terms[i].Weight;
        }
        return whole > 0 ? held / whole : 0;
    }

    private List<double[]> MatchesOf(double[] headings)
    {
        var matches = new List<double[]>(Units.Count);
        Unit? leadIn = null;
        foreach (var unit in Units)
        {
            var above =
                unit.Claim.Shape != ClaimShape.Sentence && leadIn is not null ? matches[leadIn.Index] : headings;
            matches.Add([.. _terms.Select((term, i) =>
                Math.Max(unit.Words.Match(term.Term.Stem), Math.Max(headings[i], FromLeadIn * above[i])))]);
            if (unit.Claim.Shape == ClaimShape.Sentence) leadIn = unit.IsLeadIn ? unit : null;
        }
        return matches;
    }

    private double[] Best(int first, int count)
    {
        var best = new double[_terms.Count];
        foreach (var matches in Matches.Skip(first).Take(count))
            for (var i = 0; i < best.Length; i++) best[i] = Math.Max(best[i], matches[i]);
        return best;
    }
}
