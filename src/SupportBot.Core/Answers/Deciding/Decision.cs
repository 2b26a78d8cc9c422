namespace SupportBot.Core.Answers.Deciding;

/// <summary>What is to be done with a question, and the raw figures it rests on.</summary>
/// <param name="Evidence">The figures.</param>
internal abstract record Decision(Evidence Evidence)
{
    /// <param name="Evidence">The figures.</param>
    /// <param name="Terms">The words of the question.</param>
    /// <param name="Candidates">What to write from, best first.</param>
    public sealed record Write(Evidence Evidence, IReadOnlyList<WeighedTerm> Terms,
        IReadOnlyList<Candidate> Candidates) : Decision(Evidence)
    {
        /// <summary>The language of what a model writes from: one answer rests on documents of one language.</summary>
        public string Language => Candidates[0].Passage.Chunk.Language;
    }

    /// <param name="Evidence">The figures.</param>
    /// <param name="Topics">
    /// What the customer may have meant, at most three; none where the message has no word to search for.
    /// </param>
    public sealed record AskBack(Evidence Evidence, IReadOnlyList<string> Topics) : Decision(Evidence);

    /// <param name="Evidence">The figures.</param>
    /// <param name="Topics">Near topics, at most three.</param>
    public sealed record Refuse(Evidence Evidence, IReadOnlyList<string> Topics) : Decision(Evidence);
}
