using System.Text;
using System.Threading.Channels;
using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Translating;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Generation;

/// <summary>Shows all of an answer that there is so far, in Markdown; each time it begins with what was shown before.</summary>
public delegate Task ShowAnswer(string textSoFar, CancellationToken cancellationToken);

/// <summary>How a model's draft ended.</summary>
internal enum DraftEnd
{
    /// <summary>It was said to its end.</summary>
    Whole,

    /// <summary>The model failed before anything was shown.</summary>
    Failed,

    /// <summary>The passages do not tell, says the model, or its checks left nothing.</summary>
    Nothing,

    /// <summary>Something was shown, and the rest failed or may not be said.</summary>
    BrokenOff,
}

/// <summary>
/// An answer that a model writes from passages, checked sentence by sentence before it is shown, and translated where the
/// customer speaks another language. While one sentence is judged or translated, the next is written.
/// </summary>
internal sealed class CheckedDraft
{
    /// <summary>How many passages a model is given.</summary>
    private const int MostPassages = 8;

    /// <summary>So many characters of the draft before a sentence go to its judge.</summary>
    private const int MostBefore = 400;

    /// <summary>Sentences of more characters are not translated in one call, so that it ends soon.</summary>
    private const int MostAtOnce = 1000;

    /// <summary>What the prompt has the model write where the passages do not tell.</summary>
    private const string NoAnswer = "NO ANSWER";

    private readonly IReadOnlyList<Chunk> _passages;
    private readonly CheckedAnswer _checker;
    private readonly ModelTurn _model;
    private readonly Translator? _translator;
    private readonly Func<string, Task> _show;
    private readonly Channel<JudgedPart> _read = Channel.CreateUnbounded<JudgedPart>(new() { SingleReader = true, SingleWriter = true });
    private readonly StringBuilder _original = new();
    private readonly StringBuilder _text = new();
    private readonly List<TracedSentence> _sentences = [];
    private string _opening = "";
    private string _before = "";
    private bool _isOpen;

    /// <param name="asked">What was asked, in the words of the customer.</param>
    /// <param name="decision">What to write from.</param>
    /// <param name="model">Writes.</param>
    /// <param name="language">The language to translate it into; null for none.</param>
    /// <param name="show">Shows what is checked.</param>
    public CheckedDraft(string asked, Decision.Write decision, ModelTurn model, string? language, Func<string, Task> show)
    {
        _passages = [.. decision.Candidates.Select(candidate => candidate.Passage.Chunk).Where(chunk => chunk.Language == decision.Language).Take(MostPassages)];
        _translator = language is null ? null : new Translator(decision.Language, language, _passages, model);
        (_checker, _model, _show) = (new CheckedAnswer(_passages, asked), model, show);
    }

    /// <summary>What was said of it.</summary>
    public string Text => _text.ToString().TrimEnd();

    public IReadOnlyList<Citation> Citations => _checker.Citations;

    public IReadOnlyList<TracedSentence> Sentences => _sentences;

    public TracedTranslation? Translation => _translator is null || _original.Length == 0 ? null : new(_translator.From, _translator.To, _original.ToString().TrimEnd(), _translator.Sentences);

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
            isWhole = await _model.WriteAsync(new WritingTask(question, _passages[0].Language, _passages), piece => Read(piece, enough.Token), enough.Token).ConfigureAwait(false);
            if (isWhole && !SaysNoAnswer) Take([.. Open(), .. _checker.ReadEnd()], enough.Token);
        }
        finally
        {
            _read.Writer.Complete();
            await saying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await saying.ConfigureAwait(false);
        if (IsShown) return isWhole && !_checker.IsRefused ? DraftEnd.Whole : DraftEnd.BrokenOff;
        return isWhole || _checker.IsRefused ? DraftEnd.Nothing : DraftEnd.Failed;
    }

    private bool SaysNoAnswer => !_isOpen && _opening.Trim().TrimEnd('.') == NoAnswer;

    private void Read(string piece, CancellationToken enough)
    {
        if (_isOpen)
        {
            Take(_checker.Read(piece), enough);
            return;
        }
        _opening += piece;
        if (!NoAnswer.StartsWith(_opening.Trim().TrimEnd('.'), StringComparison.Ordinal)) Take(Open(), enough);
    }

    /// <summary>Hands over what was held while it could have been the word for no answer.</summary>
    private IReadOnlyList<ReadPart> Open()
    {
        if (_isOpen) return [];
        _isOpen = true;
        return _checker.Read(_opening);
    }

    private void Take(IReadOnlyList<ReadPart> parts, CancellationToken enough)
    {
        foreach (var part in parts)
        {
            _read.Writer.TryWrite(new JudgedPart(part, IsContradictedAsync(part, _before, enough)));
            _before += part.Part.Lead + part.Part.Body;
            _before = _before[Math.Max(0, _before.Length - MostBefore)..];
        }
    }

    private async Task<bool> IsContradictedAsync(ReadPart part, string before, CancellationToken enough) => _model.HasJudge && part.IsArguable
        && await _model.JudgeAsync(new JudgementTask(before, part.Part.Bare, [.. part.Cited.Select(source => source.Chunk)]), enough).ConfigureAwait(false) is { IsEntailed: false };

    /// <summary>Says each part in order, as soon as it is judged.</summary>
    /// <param name="enough">Cancelled where nothing more is wanted: what is not supported ended the answer, or nobody sees it.</param>
    private async Task SayAsync(CancellationTokenSource enough)
    {
        try
        {
            while (!_checker.IsRefused && await _read.Reader.WaitToReadAsync().ConfigureAwait(false)) await SayAsync(await NextAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
        }
        await foreach (var rest in _read.Reader.ReadAllAsync().ConfigureAwait(false)) await rest.IsContradicted.ConfigureAwait(false);
    }

    /// <summary>The next part; where it is to be translated, those behind it too that are judged already.</summary>
    private async Task<IReadOnlyList<CheckedSentence>> NextAsync()
    {
        List<CheckedSentence> ready = [];
        while (!_checker.IsRefused && _read.Reader.TryPeek(out var next) && (ready.Count == 0 || (_translator is not null && next.IsContradicted.IsCompleted && ready.Sum(sentence => sentence.Text.Length) < MostAtOnce)))
        {
            _read.Reader.TryRead(out _);
            ready.Add(_checker.Settle(next.Part, await next.IsContradicted.ConfigureAwait(false)));
        }
        return ready;
    }

    private async Task SayAsync(IReadOnlyList<CheckedSentence> ready)
    {
        _sentences.AddRange(ready.Select(sentence => new TracedSentence(sentence.Drafted, sentence.Verdict.Code)));
        string[] texts = [.. ready.Select(sentence => sentence.Text).Where(text => text.Length > 0)];
        if (texts.Length == 0) return;
        _original.AppendJoin("", texts);
        _text.AppendJoin("", _translator is null ? texts : await _translator.TranslateAsync(texts).ConfigureAwait(false));
        if (IsShown) await _show(Text).ConfigureAwait(false);
    }

    /// <param name="Part">Read and judged by code.</param>
    /// <param name="IsContradicted">Whether a model judges that its sources do not say so.</param>
    private sealed record JudgedPart(ReadPart Part, Task<bool> IsContradicted);
}
