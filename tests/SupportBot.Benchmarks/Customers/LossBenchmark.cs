namespace SupportBot.Benchmarks.Customers;

/// <summary>
/// Where the answers to customers' questions get lost: how many answerable questions each step still has right.
/// </summary>
internal static class LossBenchmark
{
    private static readonly (string Name, Func<ReadQuestion, AskedQuestion, bool> Holds)[] Steps =
    [
        ("Page among the first 1", (read, _) => read.HasPage(1)),
        ("3", (read, _) => read.HasPage(3)),
        ("8", (read, _) => read.HasPage(8)),
        ("Section with the facts among the first 1", (read, _) => read.HasSection(1)),
        ("3", (read, _) => read.HasSection(3)),
        ("8", (read, _) => read.HasSection(8)),
        ("Block with the facts among the best 1", (read, _) => read.HasBlock(1)),
        ("3", (read, _) => read.HasBlock(3)),
        ("Right if all is answered", (read, _) => read.IsRight),
        ("Right", (_, asked) => asked.IsRight),
    ];

    /// <param name="folder">Holds each site's repository, in a folder of its name.</param>
    /// <param name="names">Names of sets; none for the sites and the product's own documentation.</param>
    public static async Task<int> RunAsync(string folder, IReadOnlyList<string> names)
    {
        Console.WriteLine($"| Set | Answerable | {string.Join(" | ", Steps.Select(step => step.Name))} |");
        Console.WriteLine($"|---|---|{string.Concat(Steps.Select(_ => "---|"))}");
        foreach (var set in CustomersBenchmark.Sets(folder).Append(OwnDocsBenchmark.Paraphrased)
            .Where(set => names.Count == 0 ? set.Name != CustomersBenchmark.TestSet : names.Contains(set.Name)))
        {
            var (asked, read) = await CustomersBenchmark.ReadAsync(set, hasVectors: true);
            var both = read.Zip(asked).Where(one => one.First.Question.Answerable).ToList();
            var counts = Steps.Select(step => both.Count(one => step.Holds(one.First, one.Second)));
            Console.WriteLine($"| {set.Name} | {both.Count} | {string.Join(" | ", counts)} |");
        }
        return 0;
    }
}
