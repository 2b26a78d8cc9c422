using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Cli.Eval;
using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Benchmarks.Customers;

/// <summary>
/// Questions in customers' words over public documentation sites: how many are answered right, and how many of those
/// that the documentation does not answer are not.
/// </summary>
internal static class CustomersBenchmark
{
    /// <summary>The set that nothing is trained on.</summary>
    public const string TestSet = "duplicati";

    // Names a folder that keeps the data folders of the sets, so that their vectors are made once.
    private const string KeptData = "BENCHMARK_DATA";

    // Lists every question on standard error.
    public const string List = "BENCHMARK_LIST";

    /// <param name="folder">Holds each site's repository, in a folder of its name.</param>
    /// <param name="hasVectors">Whether the built-in embedding is used.</param>
    /// <param name="names">Names of sets; none for all that there are.</param>
    public static async Task<int> RunAsync(string folder, bool hasVectors, IReadOnlyList<string> names)
    {
        Console.WriteLine(
            "| Set | Right | Gold cited | Gold beside | Refused | Suggested | Words | Not answered of the unanswerable "
                + "| Human, thanks |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var set in Sets(folder).Where(set => names.Count == 0 || names.Contains(set.Name)))
        {
            var asked = await AskAsync(set, hasVectors);
            Report(set.Name, asked);
            if (Environment.GetEnvironmentVariable(List) is null) continue;
            foreach (var one in asked) Console.Error.WriteLine(Line(one));
        }
        return 0;
    }

    /// <summary>The sets whose documentation is there.</summary>
    public static IEnumerable<QuestionSet> Sets(string folder)
    {
        var shared = Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine("..", "shared", "data");
        if (Path.Combine(shared, "customers", "duplicati-questions.jsonl") is var file && File.Exists(file))
            yield return new(
                TestSet, Path.Combine(shared, "duplicati", "docs"), JsonLines.Read<CustomerQuestion>(file));
        foreach (var site in Site.All.Where(site => site.Language == "en"))
            if (Path.Combine(folder, site.Name, site.Folder) is var docs && Directory.Exists(docs))
                yield return new(site.Name, docs, Site.Read(site.Name));
    }

    public static Task<IReadOnlyList<AskedQuestion>> AskAsync(QuestionSet set, bool hasVectors) =>
        AskAsync(set, hasVectors, _ => Task.FromResult(set.Questions));

    public static async Task<IReadOnlyList<AskedQuestion>> AskAsync(
        QuestionSet set, bool hasVectors, Func<IServiceProvider, Task<IReadOnlyList<CustomerQuestion>>> read)
    {
        await using var bench = await OpenAsync(set, hasVectors);
        return await AskAsync(bench, await read(bench.Services));
    }

    /// <summary>The questions as they are answered, and as they are read before that is decided.</summary>
    public static async Task<(IReadOnlyList<AskedQuestion> Asked, IReadOnlyList<ReadQuestion> Read)> ReadAsync(
        QuestionSet set, bool hasVectors)
    {
        await using var bench = await OpenAsync(set, hasVectors);
        return (
            await AskAsync(bench, set.Questions), await ReadQuestion.AllAsync(bench.Services, set.Questions));
    }

    public static Task<AnswerBench> OpenAsync(QuestionSet set, bool hasVectors)
    {
        var kept = Environment.GetEnvironmentVariable(KeptData);
        var data = kept is null ? null : Path.Combine(kept, hasVectors ? set.Name : $"{set.Name}-words");
        return AnswerBench.OpenAsync(
            set.Docs, model: false, judge: false, train: false, CancellationToken.None, data,
            hasVectors ? [] : [("Search:Embedding", "none")]);
    }

    private static async Task<IReadOnlyList<AskedQuestion>> AskAsync(
        AnswerBench bench, IReadOnlyList<CustomerQuestion> questions)
    {
        var pipeline = ActivatorUtilities.CreateInstance<AnswerPipeline>(bench.Services, new UnlimitedTime());
        var run = await AnswerRun.OfAsync(
            [.. questions.Select(question => question.Case())], pipeline, TimeProvider.System, CancellationToken.None);
        return [.. questions.Zip(run.Asked, (question, asked) => new AskedQuestion(question, asked.Answer))];
    }

    private static void Report(string name, IReadOnlyList<AskedQuestion> asked)
    {
        var answerable = asked.Where(one => one.Question.Answerable).ToList();
        var talk = asked.Where(one => one.Question.Kind is "human" or "smalltalk").ToList();
        var other = asked.Where(one => !one.Question.Answerable && !talk.Contains(one)).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {answerable.Count(one => one.IsRight)} of {answerable.Count} "
                + $"| {answerable.Count(one => one.IsGoldCited)} | {answerable.Count(one => one.IsBeside)} "
                + $"| {answerable.Count(one => one.IsRefused)} "
                + $"| {answerable.Count(one => one.IsSuggested)} "
                + $"| {asked.Where(one => one.IsAnswered).Average(one => (double?)one.Words):0} "
                + $"| {other.Count(one => !one.IsAnswered)} of {other.Count} "
                + $"| {talk.Count(one => one.IsTalk)} of {talk.Count} |"));
    }

    public static string Line(AskedQuestion one)
    {
        var verdict = one.IsRight ? "RIGHT" : one.IsAnswered ? one.IsGoldCited ? "gold" : "WRONG"
            : one.IsRefused ? "REFUSED" : "suggested";
        var places = one.Answer.Citations.Select(citation => $"{citation.DocumentId}#{citation.Section}")
            .Concat(one.Answer.Suggestions.Select(section => $"{section.DocumentId}#{section.Section}"));
        var facts = (one.Question.MustContainAny ?? []).Select(phrases => string.Join(" | ", phrases));
        return string.Create(CultureInfo.InvariantCulture,
            $"{verdict} {one.Answer.Evidence.Confidence:0.00} {one.Question.Id} {one.Question.Question}\n"
                + $"  = {one.Answer.Text.ReplaceLineEndings(" / ")}\n  from {string.Join(", ", places)}\n"
                + $"  want {string.Join(", ", one.Question.Documents)}: {string.Join(" & ", facts)}");
    }
}
