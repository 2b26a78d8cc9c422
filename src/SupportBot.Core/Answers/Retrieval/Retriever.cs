using System.Globalization;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Retrieval;

/// <summary>
/// Finds passages, compares their blocks with the question, and counts how rare its words are, within the time that a
/// customer waits.
/// </summary>
/// <param name="search">Finds passages.</param>
/// <param name="engine">Knows how rare words are.</param>
/// <param name="time">Ends the wait.</param>
internal sealed class Retriever(HybridSearch search, ISearchEngine engine, TimeProvider time)
{
    /// <summary>Passages of a search.</summary>
    public const int Depth = 10;

    /// <summary>Passages whose blocks are compared with the question.</summary>
    public const int Read = 8;

    /// <summary>
    /// What is left of three seconds after the turn's own work. The question's vector has limits of its own.
    /// </summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2.5);

    /// <summary>Of that, for vectors of blocks that are not stored yet; without them the words decide.</summary>
    private static readonly TimeSpan ComparisonTimeout = TimeSpan.FromSeconds(1.5);

    /// <param name="asked">What is searched.</param>
    /// <param name="audiences">Only documents for these.</param>
    /// <param name="language">Only documents in this language; null for any.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Retrieved> RetrieveAsync(
        Understood.Search asked, IReadOnlySet<Audience> audiences, string? language,
        CancellationToken cancellationToken)
    {
        var prepared = await search.PrepareAsync(
            asked.Meaning, asked.SearchText, audiences, language, cancellationToken).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var found = await search.SearchAsync(prepared, Depth, either.Token).ConfigureAwait(false);
            var terms = await TermWeighting.WeighAsync(
                engine, asked.Terms, LanguageOf(found.Passages), either.Token).ConfigureAwait(false);
            return new Retrieved(
                found, terms, await CompareAsync(prepared, found, either.Token).ConfigureAwait(false));
        }
        catch (SearchUnavailableException e)
        {
            return Retrieved.Nothing(e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Retrieved.Nothing(string.Create(
                CultureInfo.InvariantCulture, $"The search gave no answer within {Timeout.TotalSeconds} seconds."));
        }
    }

    private async Task<IReadOnlyList<IReadOnlyList<double>>?> CompareAsync(
        PreparedSearch prepared, Found found, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(ComparisonTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await search.CompareBlocksAsync(
                prepared, [.. found.Passages.Take(Read).Select(passage => passage.Chunk)], either.Token)
                .ConfigureAwait(false);
        }
        catch (EmbeddingUnavailableException)
        {
            return null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string LanguageOf(IReadOnlyList<Passage> passages) =>
        passages.Count > 0 ? passages[0].Chunk.Language : "en";
}
