namespace SupportBot.Core.Answers.Checking;

/// <summary>
/// Why a sentence may not be said. The codes of <see cref="Verdict.Code"/> are stable; they stand in the audit. Audits
/// of earlier versions also hold <c>negation</c>, <c>modal</c> and <c>opposite</c>, which the judge covers now.
/// </summary>
public enum Fault
{
    /// <summary>It claims something and cites nothing.</summary>
    NoCitation,

    /// <summary>It cites a number that is no passage of this turn.</summary>
    UnknownCitation,

    /// <summary>Its words are not in what it cites.</summary>
    NotSupported,

    /// <summary>A number or its unit is not in what it cites.</summary>
    Number,

    /// <summary>A name, or code, a path or a label, is not in what it cites.</summary>
    Name,

    /// <summary>A step of a procedure is missing before it, or it stands in another place than in its source.</summary>
    Step,

    /// <summary>It links or names an address that is not that of a cited document.</summary>
    Link,

    /// <summary>It holds an image.</summary>
    Image,

    /// <summary>It holds a price, an offer or a promise that its source does not have in the same words.</summary>
    Offer,

    /// <summary>It holds HTML.</summary>
    Markup,

    /// <summary>It stops in the middle, or does not stop at all.</summary>
    Broken,

    /// <summary>It passed the rules, and the judge of entailment denies that its source says so.</summary>
    Judge,

    /// <summary>It passed the rules, and no judgement came: the judge failed, or was too slow.</summary>
    Unjudged,
}

/// <summary>What the check says of a sentence: it passed, or why not.</summary>
/// <param name="Fault">Null where it passed.</param>
public readonly record struct Verdict(Fault? Fault)
{
    /// <summary>It may be said.</summary>
    public static Verdict Passed { get; } = new(null);

    /// <summary>Whether it may be said.</summary>
    public bool IsPassed => Fault is null;

    /// <summary>
    /// <c>passed</c>, or the fault: <c>no-citation</c>, <c>unknown-citation</c>, <c>not-supported</c>, <c>number</c>…
    /// </summary>
    public string Code => Fault switch
    {
        null => "passed",
        Checking.Fault.NoCitation => "no-citation",
        Checking.Fault.UnknownCitation => "unknown-citation",
        Checking.Fault.NotSupported => "not-supported",
        { } fault => fault.ToString().ToLowerInvariant(),
    };

    /// <summary>It may not be said.</summary>
    internal static Verdict Failed(Fault fault) => new(fault);
}
