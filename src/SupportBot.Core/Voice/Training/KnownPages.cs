using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Voice.Training;

/// <summary>The documents that are live, to look up the pages that rows of a file name.</summary>
public sealed class KnownPages
{
    private readonly Dictionary<string, LivePage> _pages;

    internal KnownPages(IEnumerable<LivePage> pages) =>
        _pages = pages.ToDictionary(page => page.DocumentId, StringComparer.Ordinal);

    /// <summary>Whether a page is an internal document; false if it is unknown.</summary>
    public bool IsInternal(string page) => Find(page)?.Audience == Audience.Internal;

    /// <summary>The row with the titles of its pages, as far as they are known and it has none.</summary>
    public TrainingRow WithTitles(TrainingRow row) => row with
    {
        Sources = [.. row.Sources.Select(source => source.Title.Length > 0 ? source : source with
        {
            Title = Find(source.Page)?.Title ?? "",
        })],
    };

    // A file may name a page by a longer path than that below the documentation folder.
    private LivePage? Find(string page)
    {
        for (var path = page; ; path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..])
            if (_pages.TryGetValue(path, out var found) || !path.Contains('/', StringComparison.Ordinal)) return found;
    }
}

internal sealed record LivePage(string DocumentId, string Title, Audience Audience);
