using Microsoft.Extensions.Options;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

internal sealed class SettingsCheck(IStartupValidator validator) : ICheck
{
    public const string Title = "settings";

    public string Name => Title;

    public IAsyncEnumerable<DoctorFinding> ExamineAsync(CancellationToken cancellationToken) =>
        Findings().ToAsyncEnumerable();

    private IEnumerable<DoctorFinding> Findings()
    {
        var wrong = Messages();
        if (wrong.Count == 0)
            yield return DoctorFinding.Good(Name, $"All {SettingsCatalog.Names.Count()} settings are valid.");
        foreach (var message in wrong) yield return Wrong(message);
    }

    public static DoctorFinding Wrong(string message)
    {
        var name = message.Split(": ")[0];
        return DoctorFinding.Wrong(
            Title, message, "docs/configuration.md explains each setting.",
            SettingsCatalog.IsSetting(name) ? name : null);
    }

    private IReadOnlyList<string> Messages()
    {
        try
        {
            validator.Validate();
            return [];
        }
        catch (Exception e) when (InvalidSettings.Of(e) is { Count: > 0 })
        {
            return InvalidSettings.Of(e);
        }
    }
}
