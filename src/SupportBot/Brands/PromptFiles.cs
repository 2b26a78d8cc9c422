using SupportBot.Models.Prompts;
using SupportBot.Settings;

namespace SupportBot.Brands;

/// <summary>Reads what language models are told on behalf of a brand: the files of its folder <c>prompts</c>.</summary>
internal static class PromptFiles
{
    /// <summary>Files that the brand does not have are those of the default brand.</summary>
    /// <exception cref="SettingsException">A file cannot be used.</exception>
    public static BrandPrompts Read(string folder, string brand, string bot) => new(
            brand,
            bot,
            Read(folder, "understand.md"),
            Read(folder, "write.md"),
            Read(folder, "translate.md"),
            Read(folder, "judge.md"));

    private static Prompt Read(string folder, string name)
    {
        var own = Path.Combine(folder, "prompts", name);
        var file = File.Exists(own)
            ? own
            : Path.Combine(AppContext.BaseDirectory, "brands", "default", "prompts", name);
        try
        {
            return new Prompt(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw new SettingsException($"{file} {e.Message}");
        }
    }
}
