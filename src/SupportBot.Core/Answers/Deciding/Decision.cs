using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>What is to be done with a question, and the figures it rests on.</summary>
/// <param name="Evidence">The figures.</param>
internal abstract record Decision(Evidence Evidence)
{
    /// <param name="Evidence">The figures.</param>
    /// <param name="Sections">What to write from, best first.</param>
    /// <param name="MayDestroy">
    /// Whether the confidence suffices for commands and steps that delete or overwrite something.
    /// </param>
    public sealed record Write(
        Evidence Evidence, IReadOnlyList<ReadSection> Sections, bool MayDestroy = true) : Decision(Evidence)
    {
        /// <summary>The language of what a model writes from: one answer rests on documents of one language.</summary>
        public string Language => Sections[0].Chunk.Language;

        /// <summary>
        /// The passages of that language, best first; up to the first one with a destructive block if it may not be
        /// shown.
        /// </summary>
        public IReadOnlyList<Chunk> Passages =>
            [.. Sections.Where(section => section.Chunk.Language == Language)
                .TakeWhile(section => MayDestroy || !section.Blocks.Any(block => block.IsDestructive))
                .Select(section => section.Chunk)];
    }

    /// <param name="Evidence">The figures.</param>
    /// <param name="Sections">What may help, best first.</param>
    public sealed record Suggest(Evidence Evidence, IReadOnlyList<ReadSection> Sections) : Decision(Evidence);

    /// <param name="Evidence">The figures.</param>
    /// <param name="Topics">
    /// What the customer may have meant, at most three; none where the message has no word to search for.
    /// </param>
    public sealed record AskBack(Evidence Evidence, IReadOnlyList<string> Topics) : Decision(Evidence);

    /// <param name="Evidence">The figures.</param>
    public sealed record Refuse(Evidence Evidence) : Decision(Evidence);
}
