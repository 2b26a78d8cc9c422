using System.Text.RegularExpressions;

namespace SupportBot.Documents.ReStructuredText;

/// <summary>The anchor that docutils makes of a title: lower case, with a hyphen for all but letters and digits.</summary>
internal static partial class RstAnchor
{
    /// <returns>Null where nothing is left, as of a title in another script.</returns>
    public static string? Of(string title)
    {
        var id = Others().Replace(title.ToLowerInvariant(), "-").TrimStart('-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9')
            .TrimEnd('-');
        return id.Length > 0 ? id : null;
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Others();
}
