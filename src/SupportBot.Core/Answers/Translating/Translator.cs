using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Translating;

/// <summary>
/// Puts the checked sentences of one answer into the customer's language, their facts locked. What cannot be translated
/// faithfully stays as it is.
/// </summary>
/// <param name="from">Language of the answer.</param>
/// <param name="to">Language of the customer.</param>
/// <param name="passages">What the answer rests on.</param>
/// <param name="model">Translates. Once it has failed it is not asked again.</param>
internal sealed class Translator(string from, string to, IReadOnlyList<Chunk> passages, ModelTurn model)
{
    /// <summary>Of a sentence that the model gave no translation of.</summary>
    private const string NoTranslation = "no-translation";

    /// <summary>So many characters before a sentence are sent along.</summary>
    private const int MostBefore = 600;

    private readonly Locks _locks = new(from, passages.Select(passage => passage.Text));
    private readonly TranslationCheck _check = new(from, to);
    private readonly List<TracedSentence> _sentences = [];
    private string _before = "";
    private bool _hasFailed;

    public string From => from;

    public string To => to;

    /// <summary>What came of each sentence.</summary>
    public IReadOnlyList<TracedSentence> Sentences => _sentences;

    /// <param name="texts">The next pieces of the answer, whole sentences with what sets them.</param>
    /// <returns>As many pieces, in their order.</returns>
    public async Task<IReadOnlyList<string>> TranslateAsync(IReadOnlyList<string> texts)
    {
        var pieces = texts.Select(Lines).ToList();
        var open = pieces.SelectMany(lines => lines).Where(line => line.Locked is { HasWords: true }).ToList();
        var translation = open.Count == 0 || _hasFailed || model.HasJudgeFailed ? null : await model.TranslateAsync(
            new TranslationTask(from, to, _before, [.. open.Select(line => line.Locked!.Text)])).ConfigureAwait(false);
        _hasFailed |= open.Count > 0 && translation is null;
        foreach (var (i, line) in open.Index()) line.Translate(translation?.Texts[i].Trim(), _check);
        await JudgeAsync([.. open.Where(line => line.Fault is null)]).ConfigureAwait(false);
        _sentences.AddRange(open.Select(line =>
            new TracedSentence(line.Translated ?? line.Part.Body, line.Fault ?? Verdict.Passed.Code)));
        var before = _before + string.Concat(texts);
        _before = before[Math.Max(0, before.Length - MostBefore)..];
        return [.. pieces.Select(lines => string.Concat(lines.Select(line => line.Part.Lead + line.Said)))];
    }

    private List<Line> Lines(string text)
    {
        var reader = new DraftReader();
        return [.. reader.Feed(text).Concat(reader.End()).Select(part =>
            new Line(part, part.Shape == DraftShape.Code ? null : _locks.In(part.Body, part.Shape == DraftShape.Row)))];
    }

    /// <summary>The sentence must entail its translation; what is not clearly affirmed stays as it is.</summary>
    private async Task JudgeAsync(IReadOnlyList<Line> lines)
    {
        if (lines.Count == 0) return;
        var inferences = lines.Select(line => new Inference(line.Translation.Bare, [line.Part.Bare]));
        var objections = await model.JudgeAsync(new JudgementTask("", [.. inferences])).ConfigureAwait(false);
        foreach (var (line, objection) in lines.Zip(objections))
            line.Fault = objection is { } fault ? Verdict.Failed(fault).Code : null;
    }

    /// <summary>A sentence, heading, item or row; code is not translated.</summary>
    private sealed class Line(DraftPart part, LockedText? locked)
    {
        public DraftPart Part => part;

        public LockedText? Locked => locked;

        /// <summary>As it came back; null where nothing did.</summary>
        public string? Translated { get; private set; }

        /// <summary>Why the translation is not said; null where it is.</summary>
        public string? Fault { get; set; } = NoTranslation;

        public DraftPart Translation => part with { Body = locked!.Unlock(Translated!) };

        public string Said => Fault is null ? Translation.Body : part.Body;

        public void Translate(string? translated, TranslationCheck check) => (Translated, Fault) = translated is null
            ? (null, NoTranslation)
            : (translated, check.FaultOf(part, locked!, translated)?.ToString().ToLowerInvariant());
    }
}
