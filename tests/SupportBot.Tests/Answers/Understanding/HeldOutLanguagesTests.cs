using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Tests.Answers.Understanding;

public sealed class HeldOutLanguagesTests(ITestOutputHelper output)
{
    [Fact]
    public void Only_sentences_of_another_language_are_foreign()
    {
        var wrong = new List<string>();
        foreach (var line in HeldOut.Read("sentences.txt"))
        {
            if (HeldOut.Understood(line[1]) is not Understood.Search asked) wrong.Add($"talk: {line[1]}");
            else if (line[0] is "en" or "de" ? IsMistaken(asked, line[0]) : !asked.IsForeignTo(["en"]))
                wrong.Add($"{line[0]} taken for {asked.Language ?? "unknown"}: {line[1]}");
        }
        foreach (var line in wrong) output.WriteLine(line);
        Assert.Empty(wrong);
    }

    private static bool IsMistaken(Understood.Search asked, string language) =>
        asked.IsForeignTo([language]) || (asked.Language ?? language) != language;
}
