using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Generation;

/// <summary>Tells what a message means in its conversation.</summary>
public delegate Task<ModelResult<Meaning>> UnderstandByModel(Question question, CancellationToken cancellationToken);

/// <summary>
/// Writes an answer. The last part is <see cref="WritingPart.Finished"/> or <see cref="WritingPart.Failed"/>; after the
/// latter, what came before is half an answer. Only cancellation is thrown.
/// </summary>
public delegate IAsyncEnumerable<WritingPart> WriteByModel(WritingTask task, CancellationToken cancellationToken);

/// <summary>A language model at work on answers. Nothing that it says is to be trusted before it was checked.</summary>
public sealed record AnswerModel(UnderstandByModel Understand, WriteByModel Write);

/// <summary>What to write, and from what.</summary>
/// <param name="Question">The self-contained question.</param>
/// <param name="Language">Two-letter code of the language to write in.</param>
/// <param name="Passages">The only sources; the first is cited as <c>[1]</c>.</param>
public sealed record WritingTask(string Question, string Language, IReadOnlyList<Chunk> Passages);

/// <summary>What a message means.</summary>
/// <param name="Question">Self-contained, in the customer's language; one line.</param>
/// <param name="Language">Two-letter code of the language that the customer writes in.</param>
/// <param name="Intent">What the customer wants.</param>
public sealed record Meaning(string Question, string Language, Intent Intent);

/// <summary>What a customer wants with a message.</summary>
public enum Intent
{
    /// <summary>To know something that documentation may tell.</summary>
    Question,

    /// <summary>A greeting, thanks, a word about the bot itself.</summary>
    SmallTalk,

    /// <summary>To speak with a person.</summary>
    Human,

    /// <summary>Something that is no business of the company.</summary>
    OutOfScope,

    /// <summary>To insult or harass.</summary>
    Abuse,
}
