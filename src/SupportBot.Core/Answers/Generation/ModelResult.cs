namespace SupportBot.Core.Answers.Generation;

/// <summary>What became of a call whose answer is needed whole.</summary>
public abstract record ModelResult<T>
{
    private ModelResult()
    {
    }

    public sealed record Succeeded(T Value, ModelCall Call) : ModelResult<T>;

    public sealed record Failed(ModelFailure Failure, ModelCall Call) : ModelResult<T>;
}

/// <summary>A part of an answer that is being written.</summary>
public abstract record WritingPart
{
    private WritingPart()
    {
    }

    /// <summary>The next piece of text, of any length: pieces end anywhere.</summary>
    public sealed record Text(string Piece) : WritingPart;

    /// <summary>The answer is whole.</summary>
    public sealed record Finished(ModelCall Call) : WritingPart;

    /// <summary>There is no answer, or only half of one.</summary>
    public sealed record Failed(ModelFailure Failure, ModelCall Call) : WritingPart;
}
