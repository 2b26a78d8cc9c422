using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;

namespace SupportBot.Core.Answers.Checking;

/// <summary>A part of a draft, judged by itself.</summary>
/// <param name="Part">As it may be shown.</param>
/// <param name="Said">What it says.</param>
/// <param name="Cited">The passages that it cites.</param>
/// <param name="Verdict">What code says of it.</param>
internal sealed record ReadPart(DraftPart Part, Statement Said, IReadOnlyList<Source> Cited, Verdict Verdict)
{
    /// <summary>Its text as the model wrote it.</summary>
    public required string Drafted { get; init; }

    /// <summary>A model may judge it too: it claims something in words of its own.</summary>
    public bool IsArguable => Verdict.IsPassed && Cited.Count > 0 && Part.Shape != DraftShape.Code;
}
