namespace SupportBot.Core.Voice.Versions;

/// <summary>The result of a promotion.</summary>
public abstract record PromotionResult
{
    private PromotionResult()
    {
    }

    /// <summary>It is one step further.</summary>
    public sealed record Promoted(VoiceVersion Version) : PromotionResult;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(IReadOnlyList<string> Reasons) : PromotionResult;
}

/// <summary>The next state of a version: evaluated → shadow → canary → all.</summary>
internal abstract record PromotionStep
{
    private const int DefaultShare = 10;

    private PromotionStep()
    {
    }

    public sealed record To(VoiceState State, int Share) : PromotionStep;

    public sealed record No(params IReadOnlyList<string> Reasons) : PromotionStep;

    public static PromotionStep Next(VoiceVersion? version, VoiceRoster roster, int? share, bool isShared)
    {
        if (version is null) return new No("There is no such version. See: supportbot voice status");
        if (roster.Candidate is { } other && other.Number != version.Number)
            return new No($"{other.Id} is on trial. Promote it to all, or take it back: supportbot voice rollback");
        if (version.State is VoiceState.All) return new No($"{version.Id} writes for all conversations already.");
        if (version.State is not (VoiceState.Evaluated or VoiceState.Shadow or VoiceState.Canary))
            return new No($"{version.Id} is to be evaluated first: "
                + $"supportbot voice evaluate {version.Id} --questions FILE");
        if (PromotionGate.Objections(version.Evaluation) is { Count: > 0 } objections) return new No(objections);
        return version.State switch
        {
            VoiceState.Evaluated when isShared => new To(VoiceState.All, 0),
            VoiceState.Evaluated => new To(VoiceState.Shadow, 0),
            VoiceState.Shadow => new To(VoiceState.Canary, share ?? DefaultShare),
            _ when share > version.Share => new To(VoiceState.Canary, share.Value),
            _ => new To(VoiceState.All, 0),
        };
    }
}
