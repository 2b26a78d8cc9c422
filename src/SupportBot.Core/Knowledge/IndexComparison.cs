namespace SupportBot.Core.Knowledge;

/// <summary>Compares what an index holds with what the database holds.</summary>
public static class IndexComparison
{
    /// <summary>Each language of the documents.</summary>
    /// <param name="store">The database.</param>
    /// <param name="engine">The index.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="SearchUnavailableException">The index cannot be looked at.</exception>
    public static async Task<IReadOnlyList<LanguageSections>> ByLanguageAsync(
        DocumentStore store, ISearchEngine engine, CancellationToken cancellationToken)
    {
        var languages = new List<LanguageSections>();
        foreach (var same in (await store.LanguagesAsync(cancellationToken).ConfigureAwait(false))
            .GroupBy(known => known.Language, known => known.Chunks))
            languages.Add(new LanguageSections(same.Key,
                (await engine.CountAsync([], same.Key, cancellationToken).ConfigureAwait(false)).Chunks, same.Sum()));
        return languages;
    }
}

/// <param name="Language">Two-letter code.</param>
/// <param name="Indexed">Sections in the index.</param>
/// <param name="Known">Sections in the database.</param>
public sealed record LanguageSections(string Language, long Indexed, long Known);
