using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;

namespace SupportBot.Core.Answers.Checking;

/// <summary>A part of a draft, checked by itself against the rules.</summary>
/// <param name="Part">As it may be shown.</param>
/// <param name="Said">What it says.</param>
/// <param name="Cited">The passages that it cites.</param>
/// <param name="Verdict">What the rules say of it.</param>
internal sealed record ReadPart(DraftPart Part, Statement Said, IReadOnlyList<Source> Cited, Verdict Verdict)
{
    /// <summary>Its text as the model wrote it.</summary>
    public required string Drafted { get; init; }

    /// <summary>It only announces what follows.</summary>
    public bool IsAnnouncement { get; init; }

    /// <summary>It is a phrase of the brand, which claims nothing.</summary>
    public bool IsPhrase { get; init; }

    /// <summary>It claims something in words of its own; code stands in its passage as it is.</summary>
    public bool NeedsJudgement =>
        Verdict.IsPassed && !IsAnnouncement && !IsPhrase && Said.Words.Count > 0 && Part.Shape != DraftShape.Code;

    /// <summary>It says that the passages do not tell.</summary>
    public bool IsUnknown => !Verdict.IsPassed && Said.HasAny(FactWords.Of(Said.Language).Unknown);
}
