using System.Globalization;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Searching;

/// <summary>
/// Step 2: finds passages, and how rare the question's words are, in a time that a customer waits for.
/// </summary>
/// <param name="search">Finds passages.</param>
/// <param name="engine">Knows how rare words are.</param>
/// <param name="time">Ends the wait.</param>
internal sealed class TimelySearch(HybridSearch search, ISearchEngine engine, TimeProvider time)
{
    /// <summary>
    /// What is left of three seconds after the turn's own work. The question's vector has limits of its own.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <param name="asked">What is searched.</param>
    /// <param name="audiences">Only documents for these.</param>
    /// <param name="language">Only documents in this language; null for any.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Sought> RunAsync(Understood.Search asked, IReadOnlySet<Audience> audiences, string? language,
        CancellationToken cancellationToken)
    {
        var prepared =
            await search.PrepareAsync(asked.SearchText, audiences, language, cancellationToken).ConfigureAwait(false);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var found = await search.SearchAsync(prepared, Decide.Depth(asked), either.Token).ConfigureAwait(false);
            var terms = await Weigh.TermsAsync(
                engine, asked.Terms, LanguageOf(found.Passages), either.Token).ConfigureAwait(false);
            return new Sought(found.Passages, terms, found.Missing);
        }
        catch (SearchUnavailableException e)
        {
            return Sought.Nothing(e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Sought.Nothing(string.Create(
                CultureInfo.InvariantCulture, $"The search gave no answer within {Patience.TotalSeconds} seconds."));
        }
    }

    private static string LanguageOf(IReadOnlyList<Passage> passages) =>
        passages.Count > 0 ? passages[0].Chunk.Language : "en";
}

/// <param name="Passages">Best first.</param>
/// <param name="Terms">The words of the question, weighed.</param>
/// <param name="Missing">The part that failed; null where none did.</param>
internal sealed record Sought(IReadOnlyList<Passage> Passages, IReadOnlyList<WeighedTerm> Terms, MissingLeg? Missing)
{
    /// <summary>Nothing could be searched, which says nothing of the documents.</summary>
    public bool IsUnavailable => Missing is { Leg: Leg.Both };

    public static Sought Nothing(string reason) => new([], [], new MissingLeg(Leg.Both, reason));
}
