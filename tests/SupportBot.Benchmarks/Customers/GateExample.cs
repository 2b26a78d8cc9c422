namespace SupportBot.Benchmarks.Customers;

/// <summary>A question that the gate is trained or measured on.</summary>
/// <param name="Set">The documentation that was asked.</param>
/// <param name="Read">How the question was read.</param>
/// <param name="IsForeign">Whether it is a question about another site.</param>
internal sealed record GateExample(string Set, ReadQuestion Read, bool IsForeign)
{
    // Taken of each other site, evenly.
    private const int OfEachSite = 9;

    public bool IsAnswerable => Read.Question.Answerable;

    /// <summary>Whether the answer, if it is given, is right.</summary>
    public bool IsRight => IsAnswerable && Read.IsRight;

    public double[] Signals(IReadOnlyList<string> names) =>
        [.. names.Select(name => Read.Signals!.GetValueOrDefault(name))];

    /// <summary>The questions of a set, and some of each site among <paramref name="sites"/> but itself.</summary>
    public static async Task<IReadOnlyList<GateExample>> ReadAsync(
        QuestionSet set, IReadOnlyList<QuestionSet> sites)
    {
        CustomerQuestion[] foreign = [.. sites.Where(site => site.Name != set.Name).SelectMany(Some)];
        await using var bench = await CustomersBenchmark.OpenAsync(set, hasVectors: true);
        var read = await ReadQuestion.AllAsync(bench.Services, [.. set.Questions, .. foreign]);
        return [.. read.Select((one, i) => new GateExample(set.Name, one, i >= set.Questions.Count))
            .Where(example => example.Read.Signals is not null)];
    }

    private static IEnumerable<CustomerQuestion> Some(QuestionSet site)
    {
        var own = site.Questions.Where(question => question is { Answerable: true, History: null or [] }).ToList();
        return Enumerable.Range(0, OfEachSite).Select(i => own[i * own.Count / OfEachSite])
            .Select(question => question with { Answerable = false, Documents = [] });
    }
}
