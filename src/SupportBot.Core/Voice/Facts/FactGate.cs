using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Translating;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Voice.Facts;

/// <summary>
/// Tells whether a text in a brand's voice says what the plain text, or its sources, say: the second of the two gates
/// of a voice. It works by code alone, so what a sentence means is left to a judge of entailment; see
/// <see cref="FactFinding.IsHint"/>.
/// </summary>
public static class FactGate
{
    /// <summary>Longer texts, in characters, are not read.</summary>
    public const int LongestText = 40_000;

    /// <summary>Compares a restyled text with the plain one.</summary>
    /// <param name="plain">Markdown with marks of sources such as <c>[1]</c>.</param>
    /// <param name="restyled">The same with the same numbers, in other words.</param>
    /// <param name="language">Two-letter code of both texts.</param>
    /// <param name="voice">Sentences that claim nothing; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A text is too long.</exception>
    public static FactGateReport Check(string plain, string restyled, string language, LanguageVoice? voice = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plain.Length, LongestText);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(restyled.Length, LongestText);
        var (before, after) = (Parts(plain), Parts(restyled));
        // By sentences: behind a mark of a source, the capital of the next sentence would look like that of a name.
        var locks = new Locks(language, before.Concat(after).Select(part => part.Bare));
        var comparison = new FactComparison(
            Read(before, locks, language),
            Read([.. after.Where(part => !IsPhrase(part, voice))], locks, language));
        return new FactGateReport([.. comparison.Findings()]);
    }

    /// <summary>Checks an answer by the passages that it cites, with the rules for sentences of a model.</summary>
    /// <param name="passages">All in one language; the answer cites the first one as <c>[1]</c>.</param>
    /// <param name="answer">Markdown with marks of sources.</param>
    /// <param name="question">What was asked: headings may repeat its words.</param>
    /// <param name="voice">Sentences that claim nothing; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The answer is too long.</exception>
    public static FactGateReport Check(
        IReadOnlyList<Chunk> passages, string answer, string question = "", LanguageVoice? voice = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(answer.Length, LongestText);
        var checker = new CheckedAnswer(passages, question, voice);
        ReadPart[] parts = [.. checker.Read(answer), .. checker.ReadEnd()];
        return new FactGateReport(
        [
            .. from part in parts
               let settled = checker.Settle(part, objection: null)
               where settled.Verdict.Fault is not null
               select Finding(settled.Verdict.Fault!.Value, part),
        ]);
    }

    private static FactFinding Finding(Fault fault, ReadPart part) => new(
        fault switch
        {
            Fault.NoCitation or Fault.UnknownCitation => FactKind.Citation,
            Fault.Number => FactKind.Number,
            Fault.Name => FactKind.Name,
            Fault.Step => FactKind.Step,
            Fault.Link => FactKind.Address,
            Fault.Image or Fault.Markup or Fault.Broken => FactKind.Markup,
            _ => FactKind.Claim,
        },
        fault switch
        {
            Fault.NoCitation => FactChange.Missing,
            Fault.Step => FactChange.Moved,
            _ => FactChange.Added,
        },
        part.Drafted, part.Drafted);

    private static bool IsPhrase(DraftPart part, LanguageVoice? voice) =>
        part.Markers.Count == 0 && voice?.IsPhrase(part.Bare) == true;

    private static List<DraftPart> Parts(string text)
    {
        var reader = new DraftReader();
        return [.. reader.Feed(text), .. reader.End()];
    }

    private static List<FactSentence> Read(List<DraftPart> parts, Locks locks, string language)
    {
        var markers = new MarkerScope();
        return [.. parts.Select(part => new FactSentence(part, markers.Of(part), locks, language))];
    }
}
