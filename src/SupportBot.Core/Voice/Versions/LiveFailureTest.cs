namespace SupportBot.Core.Voice.Versions;

/// <summary>Replies that a model wrote, and how many of them had a sentence that failed a check of facts.</summary>
public sealed record ReplyCount(long Replies, long Failures)
{
    /// <summary>0 to 1; 0 without replies.</summary>
    public double Rate => Replies == 0 ? 0 : (double)Failures / Replies;
}

/// <summary>When a version is rolled back by itself.</summary>
/// <remarks>
/// A one-sided two-proportion z-test with pooled variance. It is repeated after each reply, so the bound is 3.0 in
/// place of the 1.64 of a single test; LiveFailureTestTests simulates how often it is wrong.
/// </remarks>
public sealed record LiveFailureRules
{
    public static LiveFailureRules Default { get; } = new();

    /// <summary>Fewer replies of either model decide nothing.</summary>
    public int MinReplies { get; init; } = 30;

    /// <summary>Standard errors by which the failure rate must be higher.</summary>
    public double Bound { get; init; } = 3.0;
}

/// <summary>Tells whether a version fails the checks of facts more often than what it is compared with.</summary>
public static class LiveFailureTest
{
    /// <param name="candidate">Of the version.</param>
    /// <param name="others">Of what it is compared with.</param>
    /// <param name="rules">Null for the default.</param>
    public static bool IsWorse(ReplyCount candidate, ReplyCount others, LiveFailureRules? rules = null)
    {
        rules ??= LiveFailureRules.Default;
        if (candidate.Replies < rules.MinReplies || others.Replies < rules.MinReplies) return false;
        var pooled = (double)(candidate.Failures + others.Failures) / (candidate.Replies + others.Replies);
        var variance = pooled * (1 - pooled) * (1.0 / candidate.Replies + 1.0 / others.Replies);
        return variance > 0 && (candidate.Rate - others.Rate) / Math.Sqrt(variance) > rules.Bound;
    }
}
