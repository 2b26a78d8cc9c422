using System.Text.Json;
using SupportBot.Core.Voice;
using SupportBot.Core.Voice.Style;
using SupportBot.Settings;

namespace SupportBot.Brands;

/// <summary>A text that has a brand's voice.</summary>
/// <param name="Page">The document that it is about; empty for an exemplar.</param>
/// <param name="Text">Markdown.</param>
internal sealed record BrandText(string Page, string Text);

// The texts by which a voice is measured: the exemplars of voice.yaml, and the answers of training/rows.jsonl.
internal static class BrandTexts
{
    private const long LargestFile = 50_000_000;

    /// <exception cref="SettingsException">A file is wrong; the message has the line.</exception>
    public static IReadOnlyList<BrandText> Of(string folder, string language)
    {
        var exemplars = VoiceFile.Read(Path.Combine(folder, VoiceFile.Name)).In(language).Exemplars;
        return [.. exemplars.Select(text => new BrandText("", text)), .. language == "en" ? Rows(folder) : []];
    }

    /// <summary>The gate of a brand, beside the other brands in its folder and those that are shipped.</summary>
    /// <exception cref="SettingsException">A file of one of them is wrong.</exception>
    public static VoiceGate Gate(BrandOptions options, VoiceProfile profile, string language)
    {
        var folder = BrandFiles.FolderOf(options);
        string[] roots = [Path.GetDirectoryName(folder)!, Path.Combine(AppContext.BaseDirectory, "brands")];
        var others = roots.Where(Directory.Exists).SelectMany(Directory.GetDirectories)
            .Where(other => Path.GetFileName(other) != options.Name).DistinctBy(Path.GetFileName)
            .Order(StringComparer.Ordinal);
        return new VoiceGate(
            profile, language, [.. Of(folder, language).Select(text => text.Text)],
            [.. others.SelectMany(other => Of(other, language)).Select(text => text.Text)]);
    }

    // Sample brands have rows in English.
    private static IEnumerable<BrandText> Rows(string folder)
    {
        var file = Path.Combine(folder, "training", "rows.jsonl");
        if (!File.Exists(file)) return [];
        if (new FileInfo(file).Length > LargestFile)
            throw new SettingsException($"{file} is longer than {LargestFile / 1_000_000} MB.");
        return File.ReadLines(file).Select((line, i) => (line, number: i + 1))
            .Where(each => !string.IsNullOrWhiteSpace(each.line)).Select(each => Read(file, each.line, each.number));
    }

    private static BrandText Read(string file, string line, int number)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            return new BrandText(
                row.RootElement.GetProperty("sources")[0].GetProperty("page").GetString() ?? "",
                row.RootElement.GetProperty("answer").GetString() ?? "");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or IndexOutOfRangeException)
        {
            throw new SettingsException(
                $"{file}, line {number}: a row has 'sources' with a 'page', and an 'answer' ({e.Message}).");
        }
    }
}
