using System.CommandLine;
using SupportBot.Core.Voice.Training;

namespace SupportBot.Cli.Voice;

internal sealed class VoiceDatasetsCommand : ReportCommand
{
    public VoiceDatasetsCommand() : base("datasets",
        "List the versions of the training data that were exported, and which rows of them were erased since. "
        + "Exit code 0: there are some; 1: there are none; 2: a setting is wrong.")
    {
    }

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var versions = await services.GetRequiredService<DatasetStore>().ListAsync(cancellationToken);
        return new(new { datasets = versions }, () => Show(versions), versions.Count > 0);
    }

    private static void Show(IReadOnlyList<DatasetVersion> versions)
    {
        if (versions.Count == 0)
            Terminal.WriteLine("No dataset was exported yet. Export one: supportbot voice export --out FILE");
        foreach (var version in versions) Show(version);
    }

    private static string Affected(DatasetVersion version) => version.Models.Count > 0
        ? string.Join(", ", version.Models.Select(model => model.Id))
        : "what rests on it";

    private static void Show(DatasetVersion version)
    {
        Terminal.WriteLine($"{version.Hash[..12]}  {version.CreatedAt:yyyy-MM-dd HH:mm}  {version.Rows} rows, "
            + $"{version.ValidationRows} of them to validate with");
        foreach (var file in version.Files)
            Terminal.WriteLine($"  {file.Format}{(file.IsValidation ? " validation" : "")}: {file.Lines} lines, "
                + $"SHA-256 {file.Sha256}");
        if (version.ChangedRows > 0) Terminal.WriteLine($"  {version.ChangedRows} rows were edited since.");
        foreach (var model in version.Models)
            Terminal.WriteLine($"  {model.Id} ({model.State}) was trained on it: {model.Model}");
        if (version.ErasedRows > 0)
            Terminal.WriteLine($"  {version.ErasedRows} rows were erased since: delete its files, and train anew "
                + $"{Affected(version)}.");
    }
}
