namespace SupportBot.Embedded.Training;

/// <summary>
/// Draws what a customer might ask together with what answers it, from the documents alone: heading and body, title with
/// heading and body, or a sentence and the rest of its section.
/// </summary>
internal sealed class TrainingPairs(TrainingRecipe recipe, Random random)
{
    private readonly HashSet<int> _kept = [];

    /// <summary>A pair with words left out at random; null where the section has not enough words for one.</summary>
    public (int[] Question, int[] Answer)? Draw(TrainingText text)
    {
        var kinds = text.Sentences.Length < 2 ? 2 : 3;
        var (question, skipped) = random.Next(kinds) switch
        {
            0 when text.Heading.Length > 0 => (text.Heading, -1),
            0 or 1 when text.Title.Length + text.Heading.Length > 0 => ([.. text.Title, .. text.Heading], -1),
            _ => Sentence(text),
        };
        if (question.Length == 0) return null;
        var pair = (Thinned(question), Thinned(text.Sentences.Where((_, i) => i != skipped).SelectMany(words => words).Take(recipe.MostWordsOfText)));
        return pair.Item1.Length > 0 && pair.Item2.Length > 0 ? pair : null;
    }

    private (int[] Words, int Index) Sentence(TrainingText text)
    {
        if (text.Sentences.Length < 2) return ([], -1);
        var index = random.Next(text.Sentences.Length);
        return (text.Sentences[index], index);
    }

    private int[] Thinned(IEnumerable<int> words)
    {
        _kept.Clear();
        foreach (var word in words)
            if (random.NextDouble() >= recipe.WordDropout) _kept.Add(word);
        return [.. _kept];
    }
}
