using SupportBot.Core.Language;
using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Answers.Checking;

/// <summary>Step 6: what is not supported by its source is not said.</summary>
internal static class Check
{
    /// <summary>The claims that stand; none means that the answer becomes a refusal.</summary>
    public static IReadOnlyList<Claim> Claims(IReadOnlyList<Claim> claims) =>
        [.. claims.Where(claim => Failure(claim) is null)];

    /// <summary>
    /// Those without a block that holds an address, an image or HTML: beside a model, a document shows no more of these
    /// than the model may.
    /// </summary>
    public static IReadOnlyList<Claim> WithoutAddresses(IReadOnlyList<Claim> claims)
    {
        var sources = claims.Select(claim => claim.Chunk).DistinctBy(chunk => chunk.Id)
            .ToDictionary(chunk => chunk.Id, chunk => new Source(1, chunk));
        return [.. claims.Where(claim => Replacement.IsSafe(claim, [sources[claim.Chunk.Id]]))];
    }

    /// <summary>Why a claim is not said, as a stable code; null where it stands.</summary>
    public static string? Failure(Claim claim)
    {
        if (claim.Text.Length == 0) return "empty";
        if (!claim.Chunk.Text.Contains(claim.Quote, StringComparison.Ordinal)) return "quote-not-in-source";
        if (!SaysOnlyWhatIsIn(claim.Text, claim.Quote)) return "words-not-in-quote";
        return claim.Text.Contains("![", StringComparison.Ordinal)
            || claim.Text.Contains("](", StringComparison.Ordinal) ? "image-or-link" : null;
    }

    /// <summary>The words of the text are words of the quote, in the same order.</summary>
    private static bool SaysOnlyWhatIsIn(string text, string quote)
    {
        var source = Words.Pieces(quote).ToList();
        var at = 0;
        foreach (var piece in Words.Pieces(text))
        {
            while (at < source.Count && source[at] != piece) at++;
            if (at++ >= source.Count) return false;
        }
        return true;
    }
}
