namespace SupportBot.Core.Knowledge;

/// <summary>
/// The languages of the documents for some audiences, two-letter codes, the language of most chunks first.
/// </summary>
public delegate Task<IReadOnlyList<string>> LanguagesSource(
    IReadOnlySet<Audience> audiences, CancellationToken cancellationToken);

/// <summary>The languages of a brand's documents, counted again after each change.</summary>
public sealed class DocumentLanguages(DocumentStore store)
{
    private volatile LanguageSnapshot? _known;

    /// <inheritdoc cref="LanguagesSource"/>
    public async Task<IReadOnlyList<string>> OfAsync(
        IReadOnlySet<Audience> audiences, CancellationToken cancellationToken)
    {
        var position = await store.PositionAsync(cancellationToken).ConfigureAwait(false);
        if (_known is not { } known || known.Position != position)
            _known = known = new LanguageSnapshot(
                position, await store.LanguagesAsync(cancellationToken).ConfigureAwait(false));
        return [.. known.Languages.Where(language => audiences.Contains(language.Audience))
            .GroupBy(language => language.Language)
            .OrderByDescending(group => group.Sum(language => language.Chunks))
            .ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];
    }

    private sealed record LanguageSnapshot(long Position, IReadOnlyList<DocumentLanguage> Languages);
}

/// <param name="Language">Two-letter code.</param>
/// <param name="Audience">Whose documents they are.</param>
/// <param name="Chunks">How many chunks are live in it.</param>
public sealed record DocumentLanguage(string Language, Audience Audience, long Chunks);
