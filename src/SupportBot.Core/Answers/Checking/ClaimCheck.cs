using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Checking.Policy;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Checking;

/// <summary>Judges what a writer drafted, one part at a time, by what the part cites; code alone, no model.</summary>
internal sealed class ClaimCheck
{
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
        : Enumerators.Without(CleanMarkdown.Sentence(part.Bare)), Language);

    /// <param name="drafted">What was drafted.</param>
    /// <param name="markers">What it cites: its own markers, or those of the sentence that announces it.</param>
    public ReadPart Judge(DraftPart drafted, IReadOnlyList<int> markers)
    {
        var cited = Cited(markers);
        var part = Mending.Of(drafted, cited);
        var said = Read(part);
        return new(part, said, cited, new Verdict(FaultOf(part, said, markers, cited))) { Drafted = drafted.Body };
    }

    private Fault? FaultOf(DraftPart part, Statement said, IReadOnlyList<int> markers, IReadOnlyList<Source> cited)
    {
        if (!part.IsWhole) return Fault.Broken;
        if (part.Shape == DraftShape.Code) return CodeFault(part, cited);
        if (Addresses.FaultOf(part.Bare, cited) is { } unsafeFault) return unsafeFault;
        if (cited.Count < markers.Count) return Fault.UnknownCitation;
        if (!Offers.AreVerbatim(said, cited)) return Fault.Offer;
        if (Courtesy.ClaimsNothing(part, said, Question, _sources)) return null;
        return cited.Count == 0
            ? Fault.NoCitation
            : Claims(part, said).Select(claim => Entailment.FaultOf(claim, cited, Question))
                .FirstOrDefault(fault => fault is not null);
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
