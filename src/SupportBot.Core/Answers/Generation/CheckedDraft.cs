using System.Text;
using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Deciding;
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

/// <summary>An answer that a model writes from passages, checked sentence by sentence before it is shown.</summary>
internal sealed class CheckedDraft
{
    /// <summary>How many passages a model is given.</summary>
    private const int MostPassages = 8;

    /// <summary>What the prompt has the model write where the passages do not tell.</summary>
    private const string NoAnswer = "NO ANSWER";

    private readonly IReadOnlyList<Chunk> _passages;
    private readonly CheckedAnswer _checker;
    private readonly Func<string, Task> _show;
    private readonly StringBuilder _text = new();
    private readonly List<TracedSentence> _sentences = [];
    private string _opening = "";
    private bool _isOpen;

    /// <param name="asked">What was asked, in the words of the customer.</param>
    /// <param name="decision">What to write from. One answer rests on documents of one language.</param>
    /// <param name="show">Shows what is checked.</param>
    public CheckedDraft(string asked, Decision.Write decision, Func<string, Task> show)
    {
        var language = decision.Candidates[0].Passage.Chunk.Language;
        _passages = [.. decision.Candidates.Select(candidate => candidate.Passage.Chunk).Where(chunk => chunk.Language == language).Take(MostPassages)];
        (_checker, _show) = (new CheckedAnswer(_passages, asked), show);
    }

    public string Text => _text.ToString().TrimEnd();

    public IReadOnlyList<Citation> Citations => _checker.Citations;

    public IReadOnlyList<TracedSentence> Sentences => _sentences;

    /// <summary>A courtesy alone is not shown: it may turn out that nothing follows.</summary>
    private bool IsShown => _checker.Citations.Count > 0;

    /// <summary>Has it written. What may not be said ends the answer, but is read on, so that what it cost is known.</summary>
    /// <param name="question">Self-contained.</param>
    /// <param name="model">Writes.</param>
    public async Task<DraftEnd> WriteAsync(string question, ModelTurn model)
    {
        var isWhole = await model.WriteAsync(new WritingTask(question, _passages[0].Language, _passages), ReadAsync).ConfigureAwait(false);
        if (isWhole && !SaysNoAnswer) await TakeAsync([.. Open(), .. _checker.End()]).ConfigureAwait(false);
        if (IsShown) return isWhole && !_checker.IsRefused ? DraftEnd.Whole : DraftEnd.BrokenOff;
        return isWhole || _checker.IsRefused ? DraftEnd.Nothing : DraftEnd.Failed;
    }

    private bool SaysNoAnswer => !_isOpen && _opening.Trim().TrimEnd('.') == NoAnswer;

    private Task ReadAsync(string piece)
    {
        if (_isOpen) return TakeAsync(_checker.Feed(piece));
        _opening += piece;
        return NoAnswer.StartsWith(_opening.Trim().TrimEnd('.'), StringComparison.Ordinal) ? Task.CompletedTask : TakeAsync(Open());
    }

    /// <summary>Hands over what was held while it could have been the word for no answer.</summary>
    private IReadOnlyList<CheckedSentence> Open()
    {
        if (_isOpen) return [];
        _isOpen = true;
        return _checker.Feed(_opening);
    }

    private async Task TakeAsync(IReadOnlyList<CheckedSentence> ready)
    {
        foreach (var sentence in ready)
        {
            _text.Append(sentence.Text);
            _sentences.Add(new TracedSentence(sentence.Drafted, sentence.Verdict.Code));
        }
        if (IsShown && ready.Any(sentence => sentence.Text.Length > 0)) await _show(Text).ConfigureAwait(false);
    }
}
