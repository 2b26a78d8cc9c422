namespace SupportBot.Diagnosis;

internal interface ICheck
{
    string Name { get; }

    // May throw exceptions about wrong settings: SettingsCheck reports them, and the rest of this check is skipped.
    IAsyncEnumerable<DoctorFinding> ExamineAsync(CancellationToken cancellationToken);
}
