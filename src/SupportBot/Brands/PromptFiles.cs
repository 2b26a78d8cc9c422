using SupportBot.Models.Prompts;
using SupportBot.Settings;

namespace SupportBot.Brands;

// Files that a brand does not have are those of the default brand.
internal static class PromptFiles
{
    public static BrandPrompts Read(string folder, string brand, string bot) => new(
        brand, bot, Read(folder, "understand.md"), Read(folder, "write.md"), Read(folder, "translate.md"),
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
