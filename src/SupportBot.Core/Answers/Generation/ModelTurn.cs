using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Voice.Versions;

namespace SupportBot.Core.Answers.Generation;

/// <summary>
/// A model at work on one reply, with its time and the calls that it took. Several calls may be under way.
/// </summary>
internal sealed class ModelTurn : IDisposable
{
    private readonly AnswerModel _model;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _patience;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _turn;
    private readonly Lock _one = new();
    private readonly List<ModelCall> _calls = [];

    private ModelTurn(AnswerModel model, TimeProvider time, CancellationToken turn)
    {
        (_model, _time, _turn, _patience) = (model, time, turn, new CancellationTokenSource(model.ReplyTimeout, time));
        _either = CancellationTokenSource.CreateLinkedTokenSource(turn, _patience.Token);
    }

    /// <summary>Those that have ended.</summary>
    public IReadOnlyList<ModelCall> Calls
    {
        get
        {
            lock (_one) return [.. _calls];
        }
    }

    /// <summary>The tuned model that writes; null for the model of the settings.</summary>
    public ServingVoice? Voice { get; set; }

    public bool HasJudge => _model.Judge is not null;

    public bool HasJudgeFailed { get; private set; }

    /// <returns>Null where there is no model.</returns>
    public static ModelTurn? With(AnswerModel? model, TimeProvider time, CancellationToken turn) =>
        model is null ? null : new(model, time, turn);

    /// <returns>Null where the model failed.</returns>
    public Task<Meaning?> UnderstandAsync(Question question, IReadOnlyList<string> languages) =>
        AskAsync(token => _model.Understand(question, languages, token), _either.Token);

    /// <returns>Null where the model failed.</returns>
    public Task<Translation?> TranslateAsync(TranslationTask task) =>
        AskAsync(token => _model.Translate(task, token), _either.Token);

    /// <summary>
    /// Has sentences judged. What is not clearly affirmed is not supported; once the judge failed or took too long, it
    /// is not asked again for this reply.
    /// </summary>
    /// <param name="task">What to judge.</param>
    /// <param name="enough">Stops it where nobody needs it any more.</param>
    /// <returns>What the judge has against each sentence, in order; null for nothing.</returns>
    public async Task<IReadOnlyList<Fault?>> JudgeAsync(JudgementTask task, CancellationToken enough = default)
    {
        if (HasJudge && !HasJudgeFailed)
        {
            using var patience = new CancellationTokenSource(_model.JudgementTimeout, _time);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(_either.Token, patience.Token, enough);
            var judgement = await AskAsync(token => _model.Judge!(task, token), any.Token, enough)
                .ConfigureAwait(false);
            if (judgement?.Entailed.Count == task.Inferences.Count)
                return [.. judgement.Entailed.Select(isEntailed => isEntailed ? null : (Fault?)Fault.Judge)];
            HasJudgeFailed = true;
        }
        return [.. task.Inferences.Select(_ => (Fault?)Fault.Unjudged)];
    }

    /// <summary>Writes, and hands each piece to whoever reads it.</summary>
    /// <param name="task">What to write.</param>
    /// <param name="read">Takes each piece.</param>
    /// <param name="enough">Stops the model where nothing more is wanted, which is no failure.</param>
    /// <returns>Whether the answer is whole.</returns>
    public async Task<bool> WriteAsync(WritingTask task, Action<string> read, CancellationToken enough)
    {
        using var any = CancellationTokenSource.CreateLinkedTokenSource(_either.Token, enough);
        try
        {
            var given = Voice is null ? task : task with { Model = Voice.Model };
            await foreach (var part in _model.Write(given, any.Token).ConfigureAwait(false))
            {
                if (part is WritingPart.Text text) read(text.Piece);
                else if (part is WritingPart.Failed failed)
                    Note(failed.Call, enough.IsCancellationRequested ? null : failed.Failure);
                else if (part is WritingPart.Finished finished) return Note(finished.Call, null);
            }
        }
        catch (OperationCanceledException) when (!_turn.IsCancellationRequested)
        {
            // Its time was over before anything was sent.
        }
        _turn.ThrowIfCancellationRequested();
        return false;
    }

    public void Dispose()
    {
        _either.Dispose();
        _patience.Dispose();
    }

    private async Task<T?> AskAsync<T>(
        Func<CancellationToken, Task<ModelResult<T>>> ask, CancellationToken token, CancellationToken enough = default)
        where T : class
    {
        try
        {
            var result = await ask(token).ConfigureAwait(false);
            if (result is ModelResult<T>.Failed failed)
                Note(failed.Call, enough.IsCancellationRequested ? null : failed.Failure);
            _turn.ThrowIfCancellationRequested();
            if (result is not ModelResult<T>.Succeeded succeeded) return null;
            Note(succeeded.Call, null);
            return succeeded.Value;
        }
        catch (OperationCanceledException) when (!_turn.IsCancellationRequested)
        {
            return null; // Its time was over before anything was sent.
        }
    }

    private bool Note(ModelCall call, ModelFailure? failure)
    {
        lock (_one) _calls.Add(call with { Failure = failure });
        return true;
    }
}
