using System.Text.Json;
using SupportBot.Core.Voice.Training;

namespace SupportBot.Cli.Voice;

// Training rows for people and for programs.
internal static class RowText
{
    public static void Show(TrainingRow row, RowChecks checks)
    {
        Terminal.WriteLine($"{row.Id}  {Name(row.Origin)}  {row.Language}");
        Terminal.WriteLine($"  Question: {row.Question}");
        foreach (var (i, source) in row.Sources.Index())
        {
            Terminal.WriteLine($"  [{i + 1}] {source.Page} › {source.Section}");
            Terminal.WriteText(source.Text, "      ");
        }
        Terminal.WriteText($"Answer: {row.Answer}", "  ");
        foreach (var finding in checks.Check(row)) Terminal.WriteLine($"  {Of(finding)}");
        Terminal.WriteLine();
    }

    public static string Of(RowFinding finding) =>
        $"{Name(finding.Level)} {finding.Code}: {(finding.RowId is null ? "" : $"{finding.RowId}: ")}{finding.Message}";

    public static object Json(TrainingRow row, RowChecks checks) => new
    {
        row.Id,
        state = Name(row.State),
        origin = Name(row.Origin),
        row.Language,
        row.Question,
        row.Sources,
        row.Answer,
        row.Lineage,
        row.CreatedAt,
        findings = checks.Check(row).Select(Json),
    };

    public static object Json(RowFinding finding) =>
        new { finding.RowId, level = Name(finding.Level), finding.Code, finding.Message };

    public static string Name<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
