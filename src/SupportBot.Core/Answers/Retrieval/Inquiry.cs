using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Core.Answers.Searching;

/// <summary>What was found for a question, and what is to be done with it.</summary>
/// <param name="Asked">The question, in the language in which it was searched.</param>
/// <param name="Sought">What was found.</param>
/// <param name="Decision">What to do; null where nothing could be searched.</param>
internal sealed record Finding(Understood.Search Asked, Sought Sought, Decision? Decision);

/// <summary>
/// Steps 2 and 3: searches and decides, in the customer's own language first, then in each other one that the question
/// is there in, until there is evidence.
/// </summary>
internal sealed class Inquiry(TimelySearch search)
{
    /// <param name="asked">What was asked.</param>
    /// <param name="question">The message, with what went before it.</param>
    /// <param name="languages">Those of the documents.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The first one that is no refusal; else the first refusal.</returns>
    public async Task<Finding> MakeAsync(Understood.Search asked, Question question, IReadOnlyList<string> languages,
        CancellationToken cancellationToken)
    {
        Finding? refused = null;
        foreach (var (reading, language) in Readings(asked, languages))
        {
            var sought = await search.RunAsync(
                reading, question.Audiences, language, cancellationToken).ConfigureAwait(false);
            var decision = sought.IsUnavailable ? null : Decide.On(reading, sought.Terms, sought.Passages,
                mayAskBack: question.History is not [.., { Kind: AnswerKind.Clarify }]);
            var found = new Finding(reading, sought, decision);
            if (decision is not Decision.Refuse) return found;
            refused ??= found;
        }
        return refused!;
    }

    /// <summary>
    /// Last comes the question as it is among all documents, since its language may have been mistaken.
    /// </summary>
    private static IEnumerable<(Understood.Search Reading, string? Language)> Readings(
        Understood.Search asked, IReadOnlyList<string> languages)
    {
        var isMixed = languages.Count > 1;
        if (isMixed && asked.Language is { } own && languages.Contains(own)) yield return (asked, own);
        foreach (var translation in asked.Translations)
            yield return (translation, isMixed ? translation.Language : null);
        yield return (asked, null);
    }
}
