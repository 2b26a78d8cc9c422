using Microsoft.Extensions.Options;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

/// <summary>Every section, as the start checks it.</summary>
internal sealed class SettingsCheck(IStartupValidator validator) : ICheck
{
    public const string Title = "settings";

    public string Name => Title;

    public IAsyncEnumerable<DoctorFinding> ExamineAsync(CancellationToken cancellationToken) => Findings().ToAsyncEnumerable();

    private IEnumerable<DoctorFinding> Findings()
    {
        var wrong = Messages();
        if (wrong.Count == 0) yield return DoctorFinding.Good(Name, $"All {Catalog.Names.Count()} settings are valid.");
        foreach (var message in wrong) yield return Wrong(message);
    }

    /// <param name="message">Begins with the setting's name, where it is about a known one.</param>
    public static DoctorFinding Wrong(string message)
    {
        var name = message.Split(": ")[0];
        return DoctorFinding.Wrong(Title, message, "docs/configuration.md explains each setting.", Catalog.IsSetting(name) ? name : null);
    }

    private IReadOnlyList<string> Messages()
    {
        try
        {
            validator.Validate();
            return [];
        }
        catch (Exception e) when (WrongSettings.Of(e) is { Count: > 0 })
        {
            return WrongSettings.Of(e);
        }
    }
}
