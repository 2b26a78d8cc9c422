using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Voice;

namespace SupportBot.Core.Answers;

/// <summary>What an answer rested on, for the audit.</summary>
/// <param name="Passages">What the search found, best first.</param>
/// <param name="Sentences">What was drafted, in order, with what its check said.</param>
/// <param name="Calls">The calls of language models for it, in order; empty where none was asked.</param>
public sealed record AnswerTrace(
    IReadOnlyList<Passage> Passages, IReadOnlyList<TracedSentence> Sentences, IReadOnlyList<ModelCall> Calls)
{
    /// <summary>Of a reply that rests on no document.</summary>
    public static readonly AnswerTrace None = new([], [], []);

    /// <summary>The part of the search that failed; null where none did.</summary>
    public MissingLeg? Missing { get; init; }

    /// <summary>
    /// The version of the brand's voice that the answer was made with: <see cref="VoiceProfile.Version"/>.
    /// </summary>
    public string VoiceVersion { get; init; } = "";

    /// <summary>What came of its translation; null where none was tried.</summary>
    public TracedTranslation? Translation { get; init; }

    /// <summary>What a model drafted, whether or not it was shown; null where none wrote.</summary>
    public DraftTrace? Draft { get; init; }

    /// <summary>Of an answer in the documents' own sentences.</summary>
    internal static AnswerTrace Of(IReadOnlyList<Passage> passages, IReadOnlyList<Claim> written) =>
        new(passages, [.. written.Select(
            claim => new TracedSentence(claim.Text, Check.Failure(claim) ?? Verdict.Passed.Code))], []);

    /// <summary>With the calls that a model took before it.</summary>
    internal AnswerTrace After(ModelTurn? model) => model is null ? this : this with { Calls = model.Calls };
}

/// <summary>A model's draft in figures.</summary>
/// <param name="Voice">The tuned version that wrote it, such as <c>v1</c>; empty for the model of the settings.</param>
/// <param name="Sentences">How many sentences were judged or failed a rule.</param>
/// <param name="FactFailures">How many of them failed a check of facts.</param>
/// <param name="IsShown">Whether the reply is made of it.</param>
public sealed record DraftTrace(string Voice, int Sentences, int FactFailures, bool IsShown)
{
    // Codes that say nothing about facts: the form of a sentence, or a judge that did not answer.
    private static readonly HashSet<string> FormCodes =
    [
        .. new[] { Fault.NoCitation, Fault.Image, Fault.Markup, Fault.Broken, Fault.Unjudged }
            .Select(fault => Verdict.Failed(fault).Code),
    ];

    internal static DraftTrace Of(string voice, IReadOnlyList<TracedSentence> sentences, bool isShown)
    {
        var judged = sentences.Where(sentence => sentence.Code != Verdict.Failed(Fault.Unjudged).Code).ToList();
        return new DraftTrace(
            voice, judged.Count, judged.Count(sentence => !sentence.IsPassed && !FormCodes.Contains(sentence.Code)),
            isShown);
    }
}

/// <summary>The translation of an answer.</summary>
/// <param name="From">Two-letter code of the documents' language.</param>
/// <param name="To">Two-letter code of the customer's language.</param>
/// <param name="Original">The answer as it was written and checked, Markdown.</param>
/// <param name="Sentences">
/// The translated sentences in order, with what their check said; one that did not pass was said as it was written.
/// </param>
public sealed record TracedTranslation(
    string From, string To, string Original, IReadOnlyList<TracedSentence> Sentences);

/// <summary>A part of a draft and what its check said.</summary>
/// <param name="Drafted">As it was written.</param>
/// <param name="Code">
/// Stable: <c>passed</c>, or why it was not to be said, as <see cref="Verdict.Code"/> and <see cref="Check"/> name it.
/// </param>
public sealed record TracedSentence(string Drafted, string Code)
{
    public bool IsPassed => Code == Verdict.Passed.Code;

    /// <summary>Whether the plain sentence of its passage was said in its place.</summary>
    public bool IsReplaced { get; init; }
}
