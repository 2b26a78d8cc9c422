namespace SupportBot.Core.Answers.Generation;

/// <summary>A model at work on one reply, with its time and the calls that it took.</summary>
internal sealed class ModelTurn : IDisposable
{
    /// <summary>For all calls of one reply. Shorter than a turn may take, so that a slow model never costs the customer the reply.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    private readonly AnswerModel _model;
    private readonly CancellationTokenSource _patience;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _turn;
    private readonly List<ModelCall> _calls = [];

    private ModelTurn(AnswerModel model, TimeProvider time, CancellationToken turn)
    {
        (_model, _turn, _patience) = (model, turn, new CancellationTokenSource(Longest, time));
        _either = CancellationTokenSource.CreateLinkedTokenSource(turn, _patience.Token);
    }

    public IReadOnlyList<ModelCall> Calls => _calls;

    /// <returns>Null where there is no model.</returns>
    public static ModelTurn? With(AnswerModel? model, TimeProvider time, CancellationToken turn) => model is null ? null : new(model, time, turn);

    /// <returns>Null where the model failed.</returns>
    public async Task<Meaning?> UnderstandAsync(Question question)
    {
        try
        {
            var result = await _model.Understand(question, _either.Token).ConfigureAwait(false);
            if (result is ModelResult<Meaning>.Failed failed) Note(failed.Call, failed.Failure);
            if (result is not ModelResult<Meaning>.Succeeded meant) return null;
            _calls.Add(meant.Call);
            return meant.Value;
        }
        catch (OperationCanceledException) when (!_turn.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Writes, and takes each piece to whoever reads it.</summary>
    /// <returns>Whether the answer is whole.</returns>
    public async Task<bool> WriteAsync(WritingTask task, Func<string, Task> read)
    {
        try
        {
            await foreach (var part in _model.Write(task, _either.Token).ConfigureAwait(false))
            {
                if (part is WritingPart.Text text) await read(text.Piece).ConfigureAwait(false);
                else if (part is WritingPart.Failed failed) Note(failed.Call, failed.Failure);
                else if (part is WritingPart.Finished finished) return Note(finished.Call);
            }
        }
        catch (OperationCanceledException) when (!_turn.IsCancellationRequested)
        {
            // Its time is over; what came is half an answer.
        }
        return false;
    }

    public void Dispose()
    {
        _either.Dispose();
        _patience.Dispose();
    }

    private bool Note(ModelCall call)
    {
        _calls.Add(call);
        return true;
    }

    private void Note(ModelCall call, ModelFailure failure) => _calls.Add(call with { Failure = failure });
}
