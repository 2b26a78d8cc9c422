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

    /// <summary>For each comparison with blocks; without one the words decide.</summary>
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

    /// <summary>With the coverage of the question by a block.</summary>
    /// <param name="asked">What was searched.</param>
    /// <param name="retrieved">What was found.</param>
    /// <param name="chunk">A passage of it.</param>
    /// <param name="block">The block that answers best.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Retrieved> CoverAsync(
        Understood.Search asked, Retrieved retrieved, Chunk chunk, TextBlock block,
        CancellationToken cancellationToken)
    {
        if (retrieved.BlockCosines is null) return retrieved;
        var compared = await WithinAsync(
            ends => search.CompareWordsAsync(
                asked.Meaning, [.. retrieved.Terms.Select(term => term.Term.Word)], chunk, block, ends),
            cancellationToken).ConfigureAwait(false);
        if (compared is null) return retrieved;
        var known = retrieved.Terms.Zip(compared).Where(one => one.Second is not null).ToList();
        var whole = known.Sum(one => one.First.Weight);
        return whole > 0
            ? retrieved with { Coverage = known.Sum(one => one.First.Weight * one.Second!.Value) / whole }
            : retrieved;
    }

    private Task<IReadOnlyList<IReadOnlyList<double>>?> CompareAsync(
        PreparedSearch prepared, Found found, CancellationToken cancellationToken) =>
        WithinAsync(
            ends => search.CompareBlocksAsync(
                prepared, [.. found.Passages.Take(Read).Select(passage => passage.Chunk)], ends),
            cancellationToken);

    // Null where the embedding does not answer in time.
    private async Task<T?> WithinAsync<T>(
        Func<CancellationToken, Task<T?>> compare, CancellationToken cancellationToken) where T : class
    {
        using var timeout = new CancellationTokenSource(ComparisonTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await compare(either.Token).ConfigureAwait(false);
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
