namespace SupportBot.Core.Voice.Facts;

/// <summary>What a finding of the fact gate is about. Those from <see cref="Negation"/> on are hints.</summary>
public enum FactKind
{
    /// <summary>Code, a command or a setting between backquotes, or a fenced block.</summary>
    Code,

    /// <summary>A URL, an e-mail address or the target of a link.</summary>
    Address,

    /// <summary>A path, a file name, an option or a name with underscores.</summary>
    Path,

    /// <summary>A label of the screen: in bold or in quotation marks.</summary>
    Label,

    /// <summary>The name of a product, a person, a place or a standard.</summary>
    Name,

    /// <summary>A version such as 2.0.9.</summary>
    Version,

    /// <summary>A number, or its unit.</summary>
    Number,

    /// <summary>A day, with or without its year.</summary>
    Date,

    /// <summary>A mark of a source such as <c>[1]</c>: missing, invented, or at another sentence.</summary>
    Citation,

    /// <summary>A step of a procedure: missing, added, or in another place.</summary>
    Step,

    /// <summary>A sentence that the other text has nothing for, or that its passages do not support.</summary>
    Claim,

    /// <summary>An image, HTML, or a text that breaks off.</summary>
    Markup,

    /// <summary>A negation.</summary>
    Negation,

    /// <summary>A word such as "may", "must" or "should".</summary>
    Modal,

    /// <summary>A word such as "if", "unless" or "only".</summary>
    Condition,

    /// <summary>A word such as "more", "before" or "at least".</summary>
    Comparison,

    /// <summary>A word such as "all", "some" or "most".</summary>
    Scope,
}

/// <summary>How two texts differ.</summary>
public enum FactChange
{
    /// <summary>The restyled text lacks it.</summary>
    Missing,

    /// <summary>Only the restyled text has it, or nothing supports it.</summary>
    Added,

    /// <summary>It stands in another place.</summary>
    Moved,
}

/// <summary>One difference in facts.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Change">How it differs.</param>
/// <param name="Text">The fact as it is written, such as <c>30 minute</c>; for a claim the sentence.</param>
/// <param name="Sentence">
/// The sentence of the restyled text in which it was found, Markdown; for what is missing, that of the plain text.
/// </param>
public sealed record FactFinding(FactKind Kind, FactChange Change, string Text, string Sentence)
{
    /// <summary>
    /// Whether a changed word only hints at a changed meaning, which a judge of entailment has to decide.
    /// </summary>
    public bool IsHint => Kind >= FactKind.Negation;
}

/// <summary>What the fact gate found in a text.</summary>
/// <param name="Findings">In the order of the text; empty where nothing was found.</param>
public sealed record FactGateReport(IReadOnlyList<FactFinding> Findings)
{
    /// <summary>
    /// Whether no fact differs. Hints do not count: meaning is left to the judge, without which no sentence of a model
    /// is used.
    /// </summary>
    public bool IsPassed => Findings.All(finding => finding.IsHint);

    /// <summary>Whether neither a fact differs nor a word that hints at another meaning.</summary>
    public bool IsClean => Findings.Count == 0;
}
