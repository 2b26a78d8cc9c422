using System.CommandLine;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;

namespace SupportBot.Cli;

internal sealed class SearchCommand : ReportCommand
{
    private static readonly IReadOnlySet<Audience> Everyone =
        new HashSet<Audience> { Audience.Public, Audience.Internal };

    private readonly Argument<string> _query = new("QUERY") { Description = "What to search for." };
    private readonly Option<int> _top = CommonOptions.Top("How many sections to show.", @default: 5, most: 100);

    public SearchCommand() : base("search", "Show the sections that search finds. "
        + "Exit code 0: found; 1: nothing found; 2: a setting is wrong.") => Add(_query, _top);

    protected override Task<ServiceProvider> OpenAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        Composition.OpenAsync(arguments.GetValue(Data), cancellationToken);

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var query = arguments.GetValue(_query)!;
        await services.GetRequiredService<IndexFollower>().CatchUpAsync(cancellationToken);
        var found = await services.GetRequiredService<HybridSearch>()
            .SearchAsync(query, Everyone, arguments.GetValue(_top), cancellationToken: cancellationToken);
        SearchResultJson[] results =
            [.. found.Passages.Select((passage, i) => SearchResultJson.Of(i + 1, passage, query))];
        var words = await services.GetRequiredService<VectorAvailability>().ReasonAsync(cancellationToken);
        if (found.Missing is { } missing) Terminal.WriteError($"The search is not whole. {missing.Reason}");
        else if (words is not null && results.Length > 0) Terminal.WriteError(words);
        var known = await services.GetRequiredService<DocumentStore>().StateAsync(cancellationToken);
        return new(
            new { query, legs = VectorAvailability.Legs(found.Missing, words), results },
            () => Show(results, known.Documents),
            results.Length > 0);
    }

    private static void Show(SearchResultJson[] results, long documents)
    {
        foreach (var result in results) Show(result);
        if (results.Length == 0)
            Terminal.WriteLine(documents == 0
                ? "There are no documents yet. Read some: supportbot ingest PATH"
                : "Nothing was found. Try other words.");
    }

    private static void Show(SearchResultJson result)
    {
        var note = result.Audience == "internal" ? "  (internal)" : "";
        Terminal.WriteLine($"{result.Rank,2}  {result.Score:0.000}  {result.Place}{note}");
        Terminal.WriteLine($"           {result.Url}");
        Terminal.WriteLine($"           {result.Snippet}");
        Terminal.WriteLine();
    }
}
