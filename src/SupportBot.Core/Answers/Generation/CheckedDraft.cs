using System.Text;
using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Translating;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Generation;

/// <summary>
/// Shows all of an answer that there is so far, in Markdown; each time it begins with what was shown before.
/// </summary>
public delegate Task ShowAnswer(string textSoFar, CancellationToken cancellationToken);

/// <summary>
/// An answer that a model writes from passages, checked sentence by sentence before it is shown, and translated where
/// the customer speaks another language. While one sentence is judged or translated, the next is written.
/// </summary>
internal sealed class CheckedDraft
{
    /// <summary>How many passages a model is given.</summary>
    private const int MostPassages = 8;

    /// <summary>Sentences of more characters are not translated in one call, so that it ends soon.</summary>
    private const int MostAtOnce = 1000;

    private readonly IReadOnlyList<Chunk> _passages;
    private readonly CheckedAnswer _checker;
    private readonly ModelTurn _model;
    private readonly Translator? _translator;
    private readonly Func<string, Task> _show;
    private readonly DraftReading _reading;
    private readonly StringBuilder _original = new();
    private readonly StringBuilder _text = new();
    private readonly List<TracedSentence> _sentences = [];

    /// <param name="asked">What was asked, in the words of the customer.</param>
    /// <param name="decision">What to write from.</param>
    /// <param name="model">Writes.</param>
    /// <param name="language">The language to translate it into; null for none.</param>
    /// <param name="show">Shows what is checked.</param>
    public CheckedDraft(
        string asked, Decision.Write decision, ModelTurn model, string? language, Func<string, Task> show)
    {
        _passages = [.. decision.Passages.Take(MostPassages)];
        _translator = language is null ? null : new Translator(decision.Language, language, _passages, model);
        (_checker, _model, _show) = (new CheckedAnswer(_passages, asked), model, show);
        _reading = new DraftReading(_checker, model);
    }

    /// <summary>What was said of it.</summary>
    public string Text => _text.ToString().TrimEnd();

    public IReadOnlyList<Citation> Citations => _checker.Citations;

    public IReadOnlyList<TracedSentence> Sentences => _sentences;

    public TracedTranslation? Translation => _translator is null || _original.Length == 0
        ? null
        : new(_translator.From, _translator.To, _original.ToString().TrimEnd(), _translator.Sentences);

    /// <summary>A courtesy alone is not shown: it may turn out that nothing follows.</summary>
    private bool IsShown => _checker.Citations.Count > 0;

    /// <summary>Has it written. What may not be said ends the answer, and stops the model.</summary>
    /// <param name="question">Self-contained, in the language of the passages.</param>
    public async Task<DraftEnd> WriteAsync(string question)
    {
        using var enough = new CancellationTokenSource();
        var saying = SayAsync(enough);
        var isWhole = false;
        try
        {
            var task = new WritingTask(question, _passages[0].Language, _passages);
            isWhole = await _model.WriteAsync(
                task, piece => _reading.Read(piece, enough.Token), enough.Token).ConfigureAwait(false);
        }
        finally
        {
            _reading.End(isWhole, enough.Token);
            await saying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await saying.ConfigureAwait(false);
        if (IsShown) return isWhole && !_checker.IsRefused ? DraftEnd.Whole : DraftEnd.BrokenOff;
        return isWhole || _checker.IsRefused ? DraftEnd.Nothing : DraftEnd.Failed;
    }

    /// <summary>Says each part in order, as soon as it is judged.</summary>
    /// <param name="enough">
    /// Cancelled where nothing more is wanted: what is not supported ended the answer, or nobody sees it.
    /// </param>
    private async Task SayAsync(CancellationTokenSource enough)
    {
        try
        {
            while (!_checker.IsRefused && await _reading.Parts.WaitToReadAsync().ConfigureAwait(false))
                await SayAsync(await NextAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
        }
        await foreach (var rest in _reading.Parts.ReadAllAsync().ConfigureAwait(false))
            await rest.IsContradicted.ConfigureAwait(false);
    }

    /// <summary>The next part; where it is to be translated, those behind it too that are judged already.</summary>
    private async Task<IReadOnlyList<CheckedSentence>> NextAsync()
    {
        List<CheckedSentence> ready = [];
        while (!_checker.IsRefused
            && _reading.Parts.TryPeek(out var next) && (ready.Count == 0 || MayJoin(ready, next)))
        {
            _reading.Parts.TryRead(out _);
            ready.Add(_checker.Settle(next.Part, await next.IsContradicted.ConfigureAwait(false)));
        }
        return ready;
    }

    /// <summary>
    /// Sentences that are ready are translated in one call; where there is no translation each shows at once.
    /// </summary>
    private bool MayJoin(List<CheckedSentence> ready, JudgedPart next) =>
        _translator is not null && next.IsContradicted.IsCompleted
            && ready.Sum(sentence => sentence.Text.Length) < MostAtOnce;

    private async Task SayAsync(IReadOnlyList<CheckedSentence> ready)
    {
        _sentences.AddRange(ready.Select(sentence => new TracedSentence(sentence.Drafted, sentence.Verdict.Code)));
        string[] texts = [.. ready.Select(sentence => sentence.Text).Where(text => text.Length > 0)];
        if (texts.Length == 0) return;
        _original.AppendJoin("", texts);
        _text.AppendJoin(
            "", _translator is null ? texts : await _translator.TranslateAsync(texts).ConfigureAwait(false));
        if (IsShown) await _show(Text).ConfigureAwait(false);
    }
}
