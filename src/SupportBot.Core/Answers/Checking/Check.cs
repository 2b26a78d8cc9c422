using SupportBot.Core.Answers.Language;
using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Answers.Checking;

/// <summary>Step 5: what is not supported by its source is not said.</summary>
internal static class Check
{
    /// <summary>The claims that stand; none means that the answer becomes a refusal.</summary>
    public static IReadOnlyList<Claim> Claims(IReadOnlyList<Claim> claims) => [.. claims.Where(IsSupported)];

    private static bool IsSupported(Claim claim) =>
        claim.Text.Length > 0
        && claim.Chunk.Text.Contains(claim.Quote, StringComparison.Ordinal)
        && SaysOnlyWhatIsIn(claim.Text, claim.Quote)
        && !claim.Text.Contains("![", StringComparison.Ordinal)
        && !claim.Text.Contains("](", StringComparison.Ordinal);

    /// <summary>The words of the text are words of the quote, in the same order.</summary>
    private static bool SaysOnlyWhatIsIn(string text, string quote)
    {
        var source = Words.Of(quote);
        var at = 0;
        foreach (var word in Words.Of(text))
        {
            while (at < source.Count && source[at].Text != word.Text) at++;
            if (at++ >= source.Count) return false;
        }
        return true;
    }
}
