namespace SupportBot.Embedded.Training;

// A section as word ids. Sentences include lines of the text, without those that have no known word.
internal sealed record TrainingText(int[] Title, int[] Heading, int[][] Sentences)
{
    public IEnumerable<int> Words => Title.Concat(Heading).Concat(Sentences.SelectMany(words => words));
}
