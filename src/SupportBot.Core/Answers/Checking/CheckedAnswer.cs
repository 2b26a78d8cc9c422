using System.Globalization;
using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Voice;

namespace SupportBot.Core.Answers.Checking;

/// <summary>
/// Checks an answer while it is written: pieces of text go in as a model yields them, each part comes out once it is
/// complete, is judged, and then settled as it may be shown. What was settled is final. One instance checks one answer;
/// the pieces' sizes do not matter.
/// </summary>
/// <param name="passages">
/// What the answer may rest on, all in one language; the draft cites the first one as <c>[1]</c>.
/// </param>
/// <param name="question">What was asked, in the words of the customer, earlier messages too.</param>
/// <param name="voice">Sentences that claim nothing and need no source; null for none.</param>
internal sealed partial class CheckedAnswer(
    IReadOnlyList<Chunk> passages, string question, LanguageVoice? voice = null)
{
    private readonly ClaimCheck _check = new(passages, question);
    private readonly DraftReader _reader = new();
    private readonly Procedure _procedure = new();
    private readonly MarkerScope _markers = new();
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private readonly List<(int Passage, string Quote)> _cited = [];
    private readonly List<DraftPart> _held = [];
    private bool _isTableLost;
    private bool _isCut = true;
    private bool _endsLine;

    /// <summary>The sources of what was shown, in the order of their numbers there.</summary>
    public IReadOnlyList<Citation> Citations =>
        [.. _cited.Select((cited, i) => Cite(passages[cited.Passage - 1], cited.Quote, i + 1))];

    /// <summary>Takes the next piece, and checks each part that is complete now by itself.</summary>
    public IReadOnlyList<ReadPart> Read(string text) => [.. _reader.Feed(text).Select(Judge)];

    /// <summary>Ends the answer. What is left is broken where it does not end as a sentence does.</summary>
    public IReadOnlyList<ReadPart> ReadEnd() => [.. _reader.End().Select(Judge)];

    /// <summary>
    /// Decides what is said of a part, in the light of what was said before: parts must come here in their order.
    /// </summary>
    /// <param name="read">The part.</param>
    /// <param name="objection">What the judge has against a part that passed the rules; null for nothing.</param>
    public CheckedSentence Settle(ReadPart read, Fault? objection)
    {
        if (read.Verdict.IsPassed && objection is { } fault) read = read with { Verdict = Verdict.Failed(fault) };
        if (read.Part.Shape is DraftShape.Sentence or DraftShape.Heading) _procedure.Ends();
        _isTableLost &= read.Part.Shape == DraftShape.Row;
        // A mark of a source on a line of its own belongs to what stands before it.
        if (_procedure.IsClosed || _isTableLost || (_isCut && read.Said.Words.Count == 0)) return LeftOut(read);
        if (read.IsAnnouncement) return Hold(read);
        if (read.Part.Shape == DraftShape.Step) return Step(read);
        if (read.Verdict.IsPassed) return Said(read);
        return Replacement.For(read.Part, read.Said, read.Cited) is { } plain ? Replaced(read, plain) : LeftOut(read);
    }

    /// <summary>A procedure is never cut: where a step cannot be said, the source's own steps end the list.</summary>
    private CheckedSentence Step(ReadPart read)
    {
        if (read.Verdict.IsPassed && _procedure.Continues(read.Said, read.Cited)) return Said(read);
        if (read.Verdict.IsPassed) read = read with { Verdict = Verdict.Failed(Fault.Step) };
        else if (Replacement.For(read.Part, read.Said, read.Cited) is { } plain
            && _procedure.Continues(plain.Statement, read.Cited))
            return Replaced(read, plain);
        var rest = _procedure.Close(read.Said, read.Cited);
        if (rest.Count == 0 || !rest.All(step => Replacement.IsSafe(step.Unit.Claim, read.Cited))) return LeftOut(read);
        var mark = StepMark().Match(read.Part.Lead);
        var first = int.Parse(mark.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var announcement = Announcement();
        var steps = rest.Select((step, i) => (i == 0 ? announcement + read.Part.Lead[..mark.Index] : "\n")
            + $"{mark.Groups["indent"].Value}{first + i}{mark.Groups["end"].Value}{Cited(step)}");
        return Outcome(read, string.Concat(steps), SentenceOutcome.Replaced);
    }

    private ReadPart Judge(DraftPart part)
    {
        var read = _check.Judge(part, _markers.Of(part));
        return part is { IsWhole: true, Markers.Count: 0, Shape: DraftShape.Sentence }
            && voice?.IsPhrase(part.Bare) == true
            ? read with { Verdict = Verdict.Passed, IsPhrase = true }
            : read;
    }

    /// <summary>A heading or lead-in is shown once something under it is; the next one takes its place.</summary>
    private CheckedSentence Hold(ReadPart read)
    {
        _held.RemoveAll(part => part.Shape != DraftShape.Heading || read.Part.Shape == DraftShape.Heading);
        _held.Add(read.Part);
        return new CheckedSentence(read.Drafted, "", read.Verdict, SentenceOutcome.Held);
    }

    private CheckedSentence Said(ReadPart read)
    {
        var announcement = Announcement();
        foreach (var source in read.Cited)
        {
            var quote = Quote(read.Said, source);
            NumberOf(source.Number, quote);
            _shown.Add(quote);
        }
        return Outcome(read, announcement + Numbered(read.Part), SentenceOutcome.Said);
    }

    private CheckedSentence Replaced(ReadPart read, Plain plain)
    {
        if (_shown.Contains(plain.Unit.Claim.Quote) && read.Part.Shape != DraftShape.Step) return LeftOut(read);
        return Outcome(read, Announcement() + Lead(read.Part) + Cited(plain), SentenceOutcome.Replaced);
    }

    private CheckedSentence LeftOut(ReadPart read)
    {
        _endsLine |= read.Part.Lead.Contains('\n');
        // Rows without the head of their table are none.
        _isTableLost |= read.Part.Shape == DraftShape.Row && read.Part.Body.Contains('\n');
        // What follows a sentence that is left out is not what was announced before it.
        if (read.Part.Shape == DraftShape.Sentence) _held.RemoveAll(part => part.Shape == DraftShape.Sentence);
        return Outcome(read, "", SentenceOutcome.LeftOut);
    }

    private CheckedSentence Outcome(ReadPart read, string text, SentenceOutcome outcome)
    {
        _isCut = outcome == SentenceOutcome.LeftOut;
        return new(read.Drafted, text, read.Verdict, outcome);
    }

    private string Announcement()
    {
        var text = string.Concat(_held.Select(Numbered));
        _held.Clear();
        return text;
    }

    private string Numbered(DraftPart part) => Lead(part) + part.Renumbered(marker => NumberOf(marker, ""));

    /// <summary>What stood on the line of something that is left out, or of a heading, needs one of its own.</summary>
    private string Lead(DraftPart part)
    {
        var lead = _endsLine && !part.Lead.Contains('\n') ? $"\n\n{part.Lead.TrimStart()}" : part.Lead;
        _endsLine = part.Shape == DraftShape.Heading;
        return lead;
    }

    /// <summary>A unit of a passage in its own words, with its number.</summary>
    private string Cited(Plain plain)
    {
        _shown.Add(plain.Unit.Claim.Quote);
        var number = NumberOf(plain.Number, plain.Unit.Claim.Quote);
        // Behind a fence a number would undo it.
        return plain.Unit.Claim.Shape == ClaimShape.Code
            ? $"{plain.Text}\n\n[{number}]"
            : $"{plain.Text} [{number}]";
    }

    /// <summary>
    /// A passage's number among the citations of the answer: they are numbered in the order in which they appear.
    /// </summary>
    private int NumberOf(int passage, string quote)
    {
        var at = _cited.FindIndex(cited => cited.Passage == passage);
        if (at >= 0 && _cited[at].Quote.Length == 0) _cited[at] = (passage, quote);
        if (at >= 0) return at + 1;
        _cited.Add((passage, quote));
        return _cited.Count;
    }

    private static string Quote(Statement said, Source source) => source.Units.Count > 0
        ? source.Units.MaxBy(unit => said.ShareIn(source.Statements[unit.Index]))!.Claim.Quote
        : source.Chunk.Text;

    private static Citation Cite(Chunk chunk, string quote, int number) =>
        new(number, chunk.Title, chunk.Section, chunk.DocumentId, chunk.Url, quote, chunk.Audience);

    [GeneratedRegex(@"(?<indent>[ \t]*)(?<number>\d{1,3})(?<end>[.)]\s+)$", RegexOptions.CultureInvariant)]
    private static partial Regex StepMark();
}
