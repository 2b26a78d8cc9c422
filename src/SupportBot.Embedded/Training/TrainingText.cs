namespace SupportBot.Embedded.Training;

/// <summary>A section as word ids: what pairs are made of.</summary>
/// <param name="Title">The document's title.</param>
/// <param name="Heading">The headings down to the section; empty where there are none.</param>
/// <param name="Sentences">Sentences and lines of the text; those without a known word left out.</param>
internal sealed record TrainingText(int[] Title, int[] Heading, int[][] Sentences)
{
    /// <summary>All words: what an index entry is made of.</summary>
    public IEnumerable<int> Words => Title.Concat(Heading).Concat(Sentences.SelectMany(words => words));
}
