using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Knowledge;

namespace SupportBot.Benchmarks.Customers;

/// <summary>
/// The product's own documentation: each heading that is a question, asked verbatim, and questions in other words.
/// </summary>
internal static class OwnDocsBenchmark
{
    /// <summary>Questions in other words than the documentation's.</summary>
    public static QuestionSet Paraphrased { get; } = new("own-docs", "docs", Site.Read("own-docs"));

    public static async Task<int> RunAsync()
    {
        var headings = new QuestionSet(Paraphrased.Name, Paraphrased.Docs, []);
        var figures = new Figures();
        var asked = await CustomersBenchmark.AskAsync(headings, hasVectors: true, HeadingsAsync);
        figures.Report("Headings that are questions", asked.Count, "");
        figures.AtLeast("Headings: own page cited", Share(asked, one => one.IsGoldCited), .98, "");
        figures.AtLeast("Headings: own section cited", Share(asked, IsOwnSection), .95, "");
        List(asked.Where(one => !IsOwnSection(one)));
        var next = asked.SelectMany(one => one.Answer.Choices).Distinct().ToList();
        var clicked = await CustomersBenchmark.AskAsync(
            headings with { Questions = [.. next.Select((text, i) => new CustomerQuestion($"next-{i}", text, []))] },
            hasVectors: true);
        figures.Report("Buttons with a next section", next.Count, "");
        figures.Report("Buttons: own section cited", Share(clicked, IsOwnSection), "");
        List(clicked.Where(one => !IsOwnSection(one)));
        var others = await CustomersBenchmark.AskAsync(Paraphrased, hasVectors: true);
        figures.Report("Questions in other words", others.Count, "");
        figures.AtLeast("Other words: own page cited", Share(others, one => one.IsGoldCited), .85, "");
        figures.Report(
            "Other words: own page cited or suggested", Share(others, one => one.IsGoldCited || one.IsSuggested), "");
        figures.Report(
            "Other words: own page cited, suggested or beside the answer",
            Share(others, one => one.IsGoldCited || one.IsSuggested || one.IsBeside), "");
        List(others.Where(one => !one.IsGoldCited));
        return figures.ExitCode;
    }

    // A section may have the same heading in several pages.
    private static async Task<IReadOnlyList<CustomerQuestion>> HeadingsAsync(IServiceProvider services)
    {
        var chunks = await services.GetRequiredService<DocumentStore>().AllChunksAsync()
            .Where(chunk => chunk.Audience == Audience.Public && chunk.Section.EndsWith('?')).ToListAsync();
        return [.. chunks.GroupBy(chunk => chunk.Section.Split(" › ")[^1]).Select((group, i) => new CustomerQuestion(
            $"heading-{i}", group.Key, [.. group.Select(chunk => chunk.DocumentId).Distinct()]))];
    }

    // A button has the title before a heading that is no question.
    private static bool IsOwnSection(AskedQuestion one) => one.Answer.Citations.Any(
        citation => one.Question.Question is var question && citation.Section.Split(" › ")[^1] is var heading
            && (question == heading || question == $"{citation.Title}: {heading}"));

    private static double Share(IReadOnlyList<AskedQuestion> asked, Func<AskedQuestion, bool> holds) =>
        asked.Count(holds) / (double)asked.Count;

    private static void List(IEnumerable<AskedQuestion> asked)
    {
        if (Environment.GetEnvironmentVariable(CustomersBenchmark.List) is null) return;
        foreach (var one in asked) Console.Error.WriteLine(CustomersBenchmark.Line(one));
    }
}
