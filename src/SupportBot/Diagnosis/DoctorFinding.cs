namespace SupportBot.Diagnosis;

/// <summary>How a check came out.</summary>
internal enum Outcome
{
    Good,

    /// <summary>It works, but something is to be looked at.</summary>
    Doubtful,

    /// <summary>It does not work.</summary>
    Wrong,

    /// <summary>There was nothing to check, or it could not be checked.</summary>
    Skipped,
}

/// <summary>One line of the doctor's report.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="What">What was found, as a sentence.</param>
/// <param name="Fix">How to fix it; null where there is nothing to fix.</param>
/// <param name="Setting">The setting that is wrong; null where it is none.</param>
internal sealed record DoctorFinding(string Check, Outcome Outcome, string What, string? Fix = null, string? Setting = null)
{
    public static DoctorFinding Good(string check, string what) => new(check, Outcome.Good, what);

    public static DoctorFinding Doubtful(string check, string what, string fix, string? setting = null) => new(check, Outcome.Doubtful, what, fix, setting);

    public static DoctorFinding Wrong(string check, string what, string? fix, string? setting = null) => new(check, Outcome.Wrong, what, fix, setting);

    public static DoctorFinding Skipped(string check, string why) => new(check, Outcome.Skipped, why);
}
