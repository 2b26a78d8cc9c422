namespace SupportBot.Embedded.Training;

// Draws pairs of a possible question and its answer from the documents: heading and body, title with heading and body,
// or a sentence and the rest of its section. Each text is a set of distinct words. Dropout of words made the vectors
// worse on ClapNQ.
internal sealed class TrainingPairs(int mostWords, Random random)
{
    public (int[] Question, int[] Answer)? Draw(TrainingText text)
    {
        var kinds = text.Sentences.Length < 2 ? 2 : 3;
        var (question, skipped) = random.Next(kinds) switch
        {
            0 when text.Heading.Length > 0 => (text.Heading, -1),
            0 or 1 when text.Title.Length + text.Heading.Length > 0 => ([.. text.Title, .. text.Heading], -1),
            _ => Sentence(text),
        };
        int[] answer =
            [.. text.Sentences.Where((_, i) => i != skipped).SelectMany(words => words).Take(mostWords).Distinct()];
        return question.Length > 0 && answer.Length > 0 ? ([.. question.Distinct()], answer) : null;
    }

    private (int[] Words, int Index) Sentence(TrainingText text)
    {
        if (text.Sentences.Length < 2) return ([], -1);
        var index = random.Next(text.Sentences.Length);
        return (text.Sentences[index], index);
    }
}
