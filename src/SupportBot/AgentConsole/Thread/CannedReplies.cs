using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Settings;

namespace SupportBot.AgentConsole.Thread;

// The brand's replies.<language>.yaml: texts that agents insert with a slash.
internal sealed class CannedReplies(IOptions<BrandOptions> options)
{
    private const int LongestName = 40;
    private const int LongestText = 4000;

    private readonly Dictionary<string, IReadOnlyList<CannedReply>> _replies = Read(options.Value);

    // In the language, else in English; none where the brand has none.
    public IReadOnlyList<CannedReply> In(string language) =>
        _replies.GetValueOrDefault(language) ?? _replies.GetValueOrDefault("en") ?? [];

    private static Dictionary<string, IReadOnlyList<CannedReply>> Read(BrandOptions brand) =>
        Directory.GetFiles(BrandFiles.FolderOf(brand), "replies.*.yaml").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file)["replies.".Length..], ReadFile);

    private static IReadOnlyList<CannedReply> ReadFile(string file)
    {
        var replies = BrandFiles.ReadYaml<Dictionary<string, string>>(file);
        foreach (var (name, text) in replies)
            if (name.Length is 0 or > LongestName || name.Any(char.IsWhiteSpace)
                || text is not { Length: > 0 and <= LongestText })
                throw new SettingsException(
                    $"{file}: '{name}' must be a name without spaces of at most {LongestName} characters, "
                        + $"with a text of 1 to {LongestText} characters.");
        return [.. replies.Select(reply => new CannedReply(reply.Key, reply.Value.Trim()))];
    }
}

// {agent} and {customer} in the text are names.
internal sealed partial record CannedReply(string Name, string Text)
{
    // An unknown customer has an empty name, and is not addressed.
    public string For(string agent, string customer)
    {
        var text = customer.Length > 0 ? Text : Address().Replace(Text, "");
        return text.Replace("{agent}", agent, StringComparison.Ordinal)
            .Replace("{customer}", customer, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\{customer\}[ ,]*|[ ,]*\{customer\}")]
    private static partial Regex Address();
}
