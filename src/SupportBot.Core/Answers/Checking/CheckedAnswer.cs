using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Checking;

/// <summary>
/// Checks an answer while it is written: pieces of text go in as a model yields them, and each sentence comes out, once
/// it is complete, as it may be shown. What came out is final. One instance checks one answer; the pieces' sizes do not
/// matter.
/// </summary>
public sealed class CheckedAnswer
{
    private readonly IReadOnlyList<Chunk> _passages;
    private readonly ClaimCheck _check;
    private readonly DraftReader _reader = new();
    private readonly Procedure _procedure = new();
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private readonly List<(int Passage, string Quote)> _cited = [];
    private IReadOnlyList<int> _announced = [];
    private IReadOnlyList<int> _last = [];

    /// <param name="passages">
    /// What the answer may rest on, all in one language; the draft cites the first one as <c>[1]</c>.
    /// </param>
    /// <param name="question">What was asked, in the words of the customer, earlier messages too.</param>
    public CheckedAnswer(IReadOnlyList<Chunk> passages, string question)
    {
        _passages = passages;
        _check = new ClaimCheck(passages, question);
    }

    /// <summary>A sentence had no support: nothing more comes out.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>The sources of what was shown, in the order of their numbers there.</summary>
    public IReadOnlyList<Citation> Citations =>
        [.. _cited.Select((cited, i) => Cite(_passages[cited.Passage - 1], cited.Quote, i + 1))];

    /// <summary>Takes the next piece.</summary>
    /// <returns>What is complete now, in order.</returns>
    public IReadOnlyList<CheckedSentence> Feed(string text) => Settle(Read(text));

    /// <summary>Ends the answer. What is left is broken where it does not end as a sentence does.</summary>
    public IReadOnlyList<CheckedSentence> End() => Settle(ReadEnd());

    /// <summary>Takes the next piece, and judges each part that is complete now by itself.</summary>
    internal IReadOnlyList<ReadPart> Read(string text) => [.. _reader.Feed(text).Select(Judge)];

    /// <inheritdoc cref="End"/>
    internal IReadOnlyList<ReadPart> ReadEnd() => [.. _reader.End().Select(Judge)];

    /// <summary>
    /// Decides what is said of a part, in the light of what was said before: parts must come here in their order.
    /// </summary>
    /// <param name="read">The part.</param>
    /// <param name="isContradicted">A model judges that its sources do not say so.</param>
    internal CheckedSentence Settle(ReadPart read, bool isContradicted = false)
    {
        var (part, said, cited, verdict) = read;
        return Settle(part, said, cited, verdict.IsPassed && isContradicted ? Verdict.Failed(Fault.Judge) : verdict)
            with { Drafted = read.Drafted };
    }

    private CheckedSentence Settle(DraftPart part, Statement said, IReadOnlyList<Source> cited, Verdict verdict)
    {
        if (verdict.IsPassed && !InOrder(part, said, cited)) verdict = Verdict.Failed(Fault.Step);
        if (verdict.IsPassed) return Said(part, said, cited);
        var plain = verdict.Fault is Fault.Step ? null : Replacement.For(part, said, cited);
        return plain is not null && (part.Shape != DraftShape.Step || InOrder(part, plain.Statement, cited))
            ? Replaced(part, plain, verdict)
            : Refused(part, verdict);
    }

    private List<CheckedSentence> Settle(IReadOnlyList<ReadPart> parts)
    {
        List<CheckedSentence> ready = [];
        foreach (var part in parts)
        {
            if (IsRefused) break;
            ready.Add(Settle(part));
        }
        return ready;
    }

    private ReadPart Judge(DraftPart part) => _check.Judge(part, Markers(part));

    /// <summary>
    /// Items and rows have those of the sentence that announces them, code those of what stands before it.
    /// </summary>
    private IReadOnlyList<int> Markers(DraftPart part)
    {
        if (part.Shape is DraftShape.Sentence or DraftShape.Heading) _announced = part.Markers;
        if (part.Markers.Count > 0) return _last = part.Markers;
        return part.Shape switch
        {
            DraftShape.Code => _last,
            DraftShape.Item or DraftShape.Step or DraftShape.Row => _announced,
            _ => [],
        };
    }

    private bool InOrder(DraftPart part, Statement said, IReadOnlyList<Source> cited)
    {
        if (part.Shape == DraftShape.Step) return _procedure.Continues(said, cited);
        if (part.Shape is DraftShape.Heading or DraftShape.Sentence) _procedure.Ends();
        return true;
    }

    private CheckedSentence Said(DraftPart part, Statement said, IReadOnlyList<Source> cited)
    {
        foreach (var source in cited)
        {
            var quote = Quote(said, source);
            NumberOf(source.Number, quote);
            _shown.Add(quote);
        }
        return new CheckedSentence(
            part.Body, part.Lead + part.Renumbered(marker => NumberOf(marker, "")),
            Verdict.Passed, SentenceOutcome.Said);
    }

    private CheckedSentence Replaced(DraftPart part, Plain plain, Verdict verdict)
    {
        if (!_shown.Add(plain.Unit.Claim.Quote) && part.Shape != DraftShape.Step)
            return new CheckedSentence(part.Body, "", verdict, SentenceOutcome.Dropped);
        var number = NumberOf(plain.Number, plain.Unit.Claim.Quote);
        // Behind a fence a number would undo it.
        var text = plain.Unit.Claim.Shape == ClaimShape.Code
            ? $"{plain.Text}\n\n[{number}]"
            : $"{plain.Text} [{number}]";
        return new CheckedSentence(part.Body, part.Lead + text, verdict, SentenceOutcome.Replaced);
    }

    private CheckedSentence Refused(DraftPart part, Verdict verdict)
    {
        IsRefused = true;
        return new CheckedSentence(part.Body, "", verdict, SentenceOutcome.Refused);
    }

    /// <summary>
    /// A passage's number among the citations of the answer: they are numbered in the order in which they appear.
    /// </summary>
    private int NumberOf(int passage, string quote)
    {
        var at = _cited.FindIndex(cited => cited.Passage == passage);
        if (at >= 0) return at + 1;
        _cited.Add((passage, quote));
        return _cited.Count;
    }

    private static string Quote(Statement said, Source source) => source.Units.Count > 0
        ? source.Units.MaxBy(unit => Ground.Share(said, [source.Statements[unit.Index]]))!.Claim.Quote
        : source.Chunk.Text;

    private static Citation Cite(Chunk chunk, string quote, int number) =>
        new(number, chunk.Title, chunk.Section, chunk.DocumentId, chunk.Url, quote, chunk.Audience);
}
