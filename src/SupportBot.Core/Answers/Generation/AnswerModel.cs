namespace SupportBot.Core.Answers.Generation;

/// <summary>Tells what a message means in its conversation.</summary>
/// <param name="question">The message.</param>
/// <param name="languages">
/// Those of the documents, two-letter codes: the question is also given in each of them that is not its own.
/// </param>
/// <param name="cancellationToken">Ends it.</param>
public delegate Task<ModelResult<Meaning>> UnderstandByModel(
    Question question, IReadOnlyList<string> languages, CancellationToken cancellationToken);

/// <summary>
/// Writes an answer. The last part is <see cref="WritingPart.Finished"/> or <see cref="WritingPart.Failed"/>; after the
/// latter, what came before is half an answer.
/// </summary>
public delegate IAsyncEnumerable<WritingPart> WriteByModel(WritingTask task, CancellationToken cancellationToken);

/// <summary>Puts texts into another language.</summary>
public delegate Task<ModelResult<Translation>> TranslateByModel(
    TranslationTask task, CancellationToken cancellationToken);

/// <summary>
/// Judges whether passages entail sentences. What is no judgement of each sentence, in order, is a failure.
/// </summary>
public delegate Task<ModelResult<Judgement>> JudgeByModel(JudgementTask task, CancellationToken cancellationToken);

/// <summary>A language model at work on answers. Nothing that it says is to be trusted before it was checked.</summary>
/// <remarks>
/// A call that is cancelled fails with what it took until then; it throws only where nothing was sent yet.
/// </remarks>
/// <param name="Understand">Asked where the rules are not sure.</param>
/// <param name="Write">Asked where there is evidence.</param>
/// <param name="Translate">Asked where the answer is not in the customer's language.</param>
/// <param name="Judge">
/// Asked about each sentence that passed the rules, and each translation. Null where there is no judge: nothing is
/// written or translated then.
/// </param>
public sealed record AnswerModel(
    UnderstandByModel Understand, WriteByModel Write, TranslateByModel Translate, JudgeByModel? Judge)
{
    /// <summary>
    /// For all calls of one reply. Shorter than a turn may take, so that a slow model never costs the customer the
    /// reply.
    /// </summary>
    /// <value>Default 40 seconds.</value>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>For one call of the judge: a customer waits for the sentences.</summary>
    /// <value>Default 5 seconds.</value>
    public TimeSpan JudgementTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
