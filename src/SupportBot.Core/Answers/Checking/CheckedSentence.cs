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
internal sealed record CheckedSentence(string Drafted, string Text, Verdict Verdict, SentenceOutcome Outcome);

internal enum SentenceOutcome
{
    /// <summary>It is shown as drafted, with the numbers of the answer's citations.</summary>
    Said,

    /// <summary>It announces what follows, and is shown with that.</summary>
    Held,

    /// <summary>What its passage says in its own words is shown in its place.</summary>
    Replaced,

    /// <summary>Nothing is shown in its place.</summary>
    LeftOut,
}
