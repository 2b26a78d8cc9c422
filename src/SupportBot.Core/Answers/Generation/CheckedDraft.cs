using System.Text;
using System.Threading.Channels;
using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Translating;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Voice;

namespace SupportBot.Core.Answers.Generation;

/// <summary>
/// Shows all of an answer that there is so far, in Markdown; each time it begins with what was shown before.
/// </summary>
public delegate Task ShowAnswer(string textSoFar, CancellationToken cancellationToken);

/// <summary>
/// An answer that a model writes from passages. Each sentence is checked against the rules and judged before it is
/// shown, and translated where the customer speaks another language. While some are judged, the next are written.
/// </summary>
internal sealed class CheckedDraft
{
    /// <summary>What the prompt has the model write where the passages do not tell.</summary>
    private const string NoAnswer = "NO ANSWER";

    /// <summary>How many passages a model is given.</summary>
    private const int MostPassages = 8;

    /// <summary>Number of sentences judged in one call. The first is judged alone, so that it shows soon.</summary>
    private const int MostJudged = 3;

    /// <summary>So many characters of the draft before some sentences go to their judge.</summary>
    private const int MostBefore = 400;

    private readonly IReadOnlyList<Chunk> _passages;
    private readonly CheckedAnswer _checker;
    private readonly ModelTurn _model;
    private readonly Translator? _translator;
    private readonly Func<string, Task> _show;
    private readonly Channel<ReadPart> _parts =
        Channel.CreateUnbounded<ReadPart>(new() { SingleReader = true, SingleWriter = true });
    private readonly StringBuilder _drafted = new();
    private readonly StringBuilder _original = new();
    private readonly StringBuilder _text = new();
    private readonly List<TracedSentence> _sentences = [];
    private bool _isJudged;
    private bool _isDeclined;
    private bool _saysUnknown;

    /// <param name="asked">What was asked, in the words of the customer.</param>
    /// <param name="decision">What to write from.</param>
    /// <param name="model">Writes.</param>
    /// <param name="language">The language to translate it into; null for none.</param>
    /// <param name="voice">How the brand writes.</param>
    /// <param name="show">Shows what is checked.</param>
    public CheckedDraft(
        string asked, Decision.Write decision, ModelTurn model, string? language, VoiceProfile voice,
        Func<string, Task> show)
    {
        _passages = PassagesOf(decision);
        _translator = language is null ? null : new Translator(_passages[0].Language, language, _passages, model);
        _checker = new CheckedAnswer(_passages, asked, voice.In(_passages[0].Language));
        (_model, _show) = (model, show);
    }

    /// <summary>What was said of it.</summary>
    public string Text => _text.ToString().Trim();

    public IReadOnlyList<Citation> Citations => _checker.Citations;

    public IReadOnlyList<TracedSentence> Sentences => _sentences;

    public TracedTranslation? Translation => _translator is null || _original.Length == 0
        ? null
        : new(_translator.From, _translator.To, _original.ToString().Trim(), _translator.Sentences);

    private bool IsShown => _checker.Citations.Count > 0;

    /// <summary>The answer will be none: it was declined, or no sentence of it can be judged.</summary>
    private bool IsVain => !IsShown && (_isDeclined || _model.HasJudgeFailed);

    /// <summary>Has it written. Without a judge nothing is written.</summary>
    /// <param name="question">Self-contained, in the language of the passages.</param>
    public async Task<DraftEnd> WriteAsync(string question)
    {
        if (!_model.HasJudge) return DraftEnd.Failed;
        using var enough = new CancellationTokenSource();
        var saying = SayAsync(enough);
        var isWhole = false;
        try
        {
            var task = new WritingTask(question, _passages[0].Language, _passages);
            isWhole = await _model.WriteAsync(
                task, piece => Queue(_checker.Read(piece)), enough.Token).ConfigureAwait(false);
            // What is left of half a draft is not read.
            if (isWhole) Queue(_checker.ReadEnd());
        }
        finally
        {
            _parts.Writer.Complete();
            await saying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await saying.ConfigureAwait(false);
        if (IsShown) return isWhole ? DraftEnd.Whole : DraftEnd.BrokenOff;
        return _isDeclined || _saysUnknown ? DraftEnd.Declined : DraftEnd.Failed;
    }

    /// <summary>The best passages of one language.</summary>
    private static IReadOnlyList<Chunk> PassagesOf(Decision.Write decision) =>
        [.. decision.Passages.Take(MostPassages)];

    private void Queue(IReadOnlyList<ReadPart> parts)
    {
        foreach (var part in parts) _parts.Writer.TryWrite(part);
    }

    /// <summary>Says the parts in order, as soon as they are judged.</summary>
    /// <param name="enough">Cancelled where nothing more is wanted: the answer is vain, or nobody sees it.</param>
    private async Task SayAsync(CancellationTokenSource enough)
    {
        try
        {
            while (!IsVain && await _parts.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                var parts = NextParts();
                var objections = await JudgeAsync(parts, enough.Token).ConfigureAwait(false);
                if (!IsVain) await SayAsync(parts, objections).ConfigureAwait(false);
            }
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Those that are complete, as far as they are judged together.</summary>
    private List<ReadPart> NextParts()
    {
        List<ReadPart> parts = [];
        while (parts.Count(part => part.NeedsJudgement) < (_isJudged ? MostJudged : 1)
            && _parts.Reader.TryRead(out var part))
            parts.Add(part);
        return parts;
    }

    /// <returns>What the judge has against each part; null for nothing, also where a part needs no judgement.</returns>
    private async Task<IReadOnlyList<Fault?>> JudgeAsync(List<ReadPart> parts, CancellationToken enough)
    {
        Inference[] inferences =
        [
            .. from part in parts
               where part.NeedsJudgement
               select new Inference(part.Part.Bare, [.. part.Cited.Select(source => source.Premise)]),
        ];
        if (inferences.Length == 0) return new Fault?[parts.Count];
        _isJudged = true;
        var length = Math.Min(MostBefore, _drafted.Length);
        var before = _drafted.ToString(_drafted.Length - length, length);
        var objections = new Queue<Fault?>(
            await _model.JudgeAsync(new JudgementTask(before, inferences), enough).ConfigureAwait(false));
        return [.. parts.Select(part => part.NeedsJudgement ? objections.Dequeue() : null)];
    }

    private async Task SayAsync(List<ReadPart> parts, IReadOnlyList<Fault?> objections)
    {
        List<string> texts = [];
        foreach (var (part, objection) in parts.Zip(objections))
        {
            _isDeclined |= part.Part.Bare.StartsWith(NoAnswer, StringComparison.Ordinal);
            _saysUnknown |= part.IsUnknown;
            _drafted.Append(part.Part.Lead).Append(part.Part.Body);
            var checkedPart = _checker.Settle(part, objection);
            _sentences.Add(new TracedSentence(checkedPart.Drafted, checkedPart.Verdict.Code)
            {
                IsReplaced = checkedPart.Outcome == SentenceOutcome.Replaced,
            });
            if (checkedPart.Text.Length > 0) texts.Add(checkedPart.Text);
        }
        if (texts.Count == 0) return;
        _original.AppendJoin("", texts);
        _text.AppendJoin("", _translator is null
            ? texts
            : await _translator.TranslateAsync(texts).ConfigureAwait(false));
        if (IsShown) await _show(Text).ConfigureAwait(false);
    }
}
