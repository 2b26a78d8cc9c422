namespace SupportBot.Diagnosis;

internal enum Outcome
{
    Good,

    Doubtful,

    Wrong,

    Skipped,
}

internal sealed record DoctorFinding(
    string Check, Outcome Outcome, string What, string? Fix = null, string? Setting = null)
{
    public static DoctorFinding Good(string check, string what) => new(check, Outcome.Good, what);

    public static DoctorFinding Doubtful(string check, string what, string fix, string? setting = null) =>
        new(check, Outcome.Doubtful, what, fix, setting);

    public static DoctorFinding Wrong(string check, string what, string? fix, string? setting = null) =>
        new(check, Outcome.Wrong, what, fix, setting);

    public static DoctorFinding Skipped(string check, string why) => new(check, Outcome.Skipped, why);
}
