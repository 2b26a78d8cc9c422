using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Answers.Checking;

/// <summary>Follows the steps of an answer through the numbered list that they come from.</summary>
internal sealed class Procedure
{
    /// <summary>So much of a step another one must hold to be the same.</summary>
    private const double SameStep = 0.5;

    private Source? _source;
    private Unit? _last;
    private Statement? _said;

    /// <summary>The list was ended before the draft's end of it: the rest of the draft's list is not said.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>
    /// Whether a step comes next: none before it is missing, and none after it was said. What is no step of a passage
    /// but supported otherwise is none of this list's.
    /// </summary>
    public bool Continues(Statement step, IReadOnlyList<Source> cited)
    {
        if (Find(step, cited) is not var (source, unit)) return true;
        var isSameList = _source == source && _last?.Claim.Block == unit.Claim.Block;
        var from = isSameList ? _last!.Index : First(source, unit).Index - 1;
        var before = isSameList ? _said : null;
        var continues = unit.Index >= from && Enumerable.Range(from + 1, Math.Max(0, unit.Index - from - 1))
            .All(i => IsSaid(source.Statements[i], step, before));
        if (continues) (_source, _last, _said) = (source, unit, step);
        return continues;
    }

    /// <summary>
    /// Ends the list, and gives the steps of the source that were not said yet; none where the source is not known.
    /// </summary>
    /// <param name="step">The one that cannot be said.</param>
    /// <param name="cited">What it cites.</param>
    public IReadOnlyList<Plain> Close(Statement step, IReadOnlyList<Source> cited)
    {
        IsClosed = true;
        var found = _source is null ? Find(step, cited) : (_source, _last!);
        if (found is not var (source, unit)) return [];
        return [.. Steps(source, unit).Where(other => _last is null || other.Index > _last.Index)
            .Select(other => new Plain(other, source.Statements[other.Index], source.Number))];
    }

    /// <summary>A list of its own begins anew.</summary>
    public void Ends() => (_source, _last, _said, IsClosed) = (null, null, null, false);

    private static IEnumerable<Unit> Steps(Source source, Unit unit) =>
        source.Units.Where(other => other.Claim.Block == unit.Claim.Block && other.IsStep);

    private static Unit First(Source source, Unit unit) => Steps(source, unit).First();

    /// <summary>One step of the answer may hold two of the source.</summary>
    private static bool IsSaid(Statement missing, Statement step, Statement? before) =>
        (before is null ? missing.ShareIn(step) : missing.ShareIn(step, before)) >= SameStep;

    private static (Source Source, Unit Unit)? Find(Statement step, IReadOnlyList<Source> cited) => cited
        .SelectMany(source => source.Units.Where(unit => unit.IsStep)
            .Select(unit => (Source: source, Unit: unit, Share: step.ShareIn(source.Statements[unit.Index]))))
        .Where(found => found.Share >= SameStep).OrderByDescending(found => found.Share)
        .Select(found => ((Source, Unit)?)(found.Source, found.Unit)).FirstOrDefault();
}
