namespace SupportBot.Diagnosis;

/// <summary>Looks at one part of an installation as it is now.</summary>
internal interface ICheck
{
    /// <summary>What it looks at, as the report calls it.</summary>
    string Name { get; }

    /// <summary>
    /// Looks. May let an exception of wrong settings out: those are told by <see cref="SettingsCheck"/>, and the rest
    /// of this check is skipped.
    /// </summary>
    IAsyncEnumerable<DoctorFinding> ExamineAsync(CancellationToken cancellationToken);
}
