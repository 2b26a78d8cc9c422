namespace SupportBot.Core.Answers.Checking;

/// <summary>
/// A part of a drafted answer after its check: a sentence, a heading, an item or step, a line of a table, a block of
/// code.
/// </summary>
/// <param name="Drafted">As it was written, for the audit; not to be shown.</param>
/// <param name="Text">
/// What is shown, as Markdown to be put behind what was shown before; empty where nothing is.
/// </param>
/// <param name="Verdict">Whether what was drafted passed.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record CheckedSentence(string Drafted, string Text, Verdict Verdict, SentenceOutcome Outcome);

public enum SentenceOutcome
{
    /// <summary>It is shown as drafted, with the numbers of the answer's citations.</summary>
    Said,

    /// <summary>The plain sentence of its cited passage is shown in its place.</summary>
    Replaced,

    /// <summary>Nothing is shown in its place, since what its passage says was shown already.</summary>
    Dropped,

    /// <summary>Nothing supports it: the answer ends here, and is a refusal where nothing was shown before.</summary>
    Refused,
}
