namespace SupportBot.Embedded.Training;

/// <summary>
/// Draws what a customer might ask together with what answers it, from the documents alone: heading and body, title with
/// heading and body, or a sentence and the rest of its section. Each text is its distinct words. No word is left out:
/// dropout made the vectors worse on ClapNQ.
/// </summary>
/// <param name="mostWords">The words of a body beyond these are not read.</param>
/// <param name="random">Chooses.</param>
internal sealed class TrainingPairs(int mostWords, Random random)
{
    /// <summary>A pair; null where the section has not enough words for one.</summary>
    public (int[] Question, int[] Answer)? Draw(TrainingText text)
    {
        var kinds = text.Sentences.Length < 2 ? 2 : 3;
        var (question, skipped) = random.Next(kinds) switch
        {
            0 when text.Heading.Length > 0 => (text.Heading, -1),
            0 or 1 when text.Title.Length + text.Heading.Length > 0 => ([.. text.Title, .. text.Heading], -1),
            _ => Sentence(text),
        };
        int[] answer = [.. text.Sentences.Where((_, i) => i != skipped).SelectMany(words => words).Take(mostWords).Distinct()];
        return question.Length > 0 && answer.Length > 0 ? ([.. question.Distinct()], answer) : null;
    }

    private (int[] Words, int Index) Sentence(TrainingText text)
    {
        if (text.Sentences.Length < 2) return ([], -1);
        var index = random.Next(text.Sentences.Length);
        return (text.Sentences[index], index);
    }
}
