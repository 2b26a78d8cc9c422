using System.Text.RegularExpressions;

namespace SupportBot.Documents.ReStructuredText;

/// <summary>The anchor that docutils makes of a title: hyphens for all but letters and digits.</summary>
internal static partial class RstAnchor
{
    /// <returns>Null where nothing is left, as of a title in another script.</returns>
    public static string? Of(string title)
    {
        var id = Others().Replace(title.ToLowerInvariant(), "-").TrimStart([.. "-0123456789"]).TrimEnd('-');
        return id.Length > 0 ? id : null;
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Others();
}
