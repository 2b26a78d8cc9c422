using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Checking.Policy;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Checking;

/// <summary>
/// Applies the rules to what a writer drafted, one part at a time, by what the part cites. They compare facts, not
/// meaning: what passes still needs a judgement of entailment.
/// </summary>
internal sealed class ClaimCheck
{
    /// <summary>
    /// The share of a sentence's words that its passages must hold. A sentence below it is about something else, and is
    /// not worth a call of the judge.
    /// </summary>
    private const double LeastSupport = 0.32;

    private readonly IReadOnlyList<Source> _sources;

    /// <param name="passages">What the answer may rest on; the first one is cited as <c>[1]</c>.</param>
    /// <param name="question">What was asked, in the words of the customer, earlier messages too.</param>
    public ClaimCheck(IReadOnlyList<Chunk> passages, string question)
    {
        _sources = [.. passages.Select((chunk, i) => new Source(i + 1, chunk))];
        Language = passages.Count > 0 ? passages[0].Language : "en";
        Question = new Statement(question, Language);
    }

    /// <summary>What was asked.</summary>
    public Statement Question { get; }

    /// <summary>Of the passages, in which the answer is written.</summary>
    public string Language { get; }

    /// <summary>The passages that some markers name.</summary>
    public IReadOnlyList<Source> Cited(IEnumerable<int> markers) =>
        [.. _sources.Where(source => markers.Contains(source.Number))];

    /// <summary>What a part says, without Markdown's marks of links.</summary>
    public Statement Read(DraftPart part) => new(part.Shape is DraftShape.Code or DraftShape.Row
        ? part.Bare
        : CleanMarkdown.Sentence(part.Bare), Language);

    /// <param name="drafted">What was drafted.</param>
    /// <param name="markers">What it cites: its own markers, or those of the sentence that announces it.</param>
    public ReadPart Judge(DraftPart drafted, IReadOnlyList<int> markers)
    {
        var cited = Cited(markers);
        var part = Mending.Of(drafted, cited);
        var said = Read(part);
        var fault = FormFault(part, said, markers, cited);
        var announces = fault is null && Announcement.Is(part, said, Question, _sources);
        if (fault is null && !announces && part.Shape != DraftShape.Code) fault = ClaimFault(part, said, cited);
        return new(part, said, cited, new Verdict(fault)) { Drafted = drafted.Body, IsAnnouncement = announces };
    }

    private static Fault? FormFault(
        DraftPart part, Statement said, IReadOnlyList<int> markers, IReadOnlyList<Source> cited)
    {
        if (!part.IsWhole) return Fault.Broken;
        if (part.Shape == DraftShape.Code) return CodeFault(part, cited);
        if (Addresses.FaultOf(part.Bare, cited) is { } unsafeFault) return unsafeFault;
        if (cited.Count < markers.Count) return Fault.UnknownCitation;
        return Offers.AreVerbatim(said, cited) ? null : Fault.Offer;
    }

    private Fault? ClaimFault(DraftPart part, Statement said, IReadOnlyList<Source> cited)
    {
        if (said.Words.Count == 0) return null;
        return cited.Count == 0
            ? Fault.NoCitation
            : Claims(part, said).Select(claim => FactFault(claim, cited)).FirstOrDefault(fault => fault is not null);
    }

    private static Fault? FactFault(Statement claim, IReadOnlyList<Source> cited)
    {
        if (!Numbers.AreIn(claim, cited)) return Fault.Number;
        if (!Names.AreIn(claim, cited)) return Fault.Name;
        return Support(claim, cited) < LeastSupport ? Fault.NotSupported : null;
    }

    /// <summary>The mean of the shares of its words in all cited passages and in their nearest sentence.</summary>
    private static double Support(Statement claim, IReadOnlyList<Source> cited)
    {
        var whole = claim.ShareIn([.. cited.Select(source => source.Whole)]);
        var nearest = cited.SelectMany(source => source.Sentences).Select(sentence => claim.ShareIn(sentence));
        return (whole + nearest.DefaultIfEmpty().Max()) / 2;
    }

    /// <summary>An item may hold several sentences, of which a supported one must not cover for another.</summary>
    private IEnumerable<Statement> Claims(
        DraftPart part, Statement said) => part.Shape is DraftShape.Item or DraftShape.Step
        ? Sentences.In(said.Plain).Select(span => new Statement(said.Plain[span.Start..span.End], Language))
            .Where(claim => claim.Topics.Count > 0)
        : [said];

    /// <summary>Each line of code must be in the source as it is.</summary>
    private static Fault? CodeFault(DraftPart part, IReadOnlyList<Source> cited)
    {
        if (Addresses.FaultOfCode(part.Body, cited) is { } fault) return fault;
        if (cited.Count == 0) return Fault.NoCitation;
        var lines = part.Body.Split('\n')[1..^1].Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        return lines.All(line => cited.Any(source => source.Chunk.Text.Contains(line, StringComparison.Ordinal)))
            ? null
            : Fault.Name;
    }
}
