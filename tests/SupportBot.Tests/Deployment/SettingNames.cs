using System.Text.RegularExpressions;

namespace SupportBot.Tests.Deployment;

/// <summary>Settings as templates give them, by environment variables.</summary>
internal static partial class SettingNames
{
    /// <summary>
    /// The names in a text, for example <c>Search:Elasticsearch:Urls</c>, without the positions of lists.
    /// </summary>
    public static IReadOnlyList<string> In(string text) =>
        [
            .. Variable
                .Matches(text)
                .Select(match => match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal))
                .Distinct(),
        ];

    [GeneratedRegex(@"SUPPORTBOT_([A-Za-z]+(?:__[A-Za-z]+)+)")]
    private static partial Regex Variable { get; }
}
