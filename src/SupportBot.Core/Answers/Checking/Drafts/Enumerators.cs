using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Answers.Checking.Drafts;

/// <summary>
/// The numbers of a list within a line: "by: 1. Drugs 2. Radiation". They end no sentence and are no figures.
/// </summary>
internal static partial class Enumerators
{
    /// <summary>Whether a text ends in one.</summary>
    public static bool EndIn(string text) => In(text) is [.., var last] && last.Index + last.Length == text.Length;

    /// <summary>The text without them.</summary>
    public static string Without(string text) => Enumerable.Reverse(In(text))
        .Aggregate(text, (rest, number) => rest.Remove(number.Index, number.Length).Insert(number.Index, ":"));

    /// <summary>In rows from 1, each behind a colon.</summary>
    private static List<Group> In(string text)
    {
        List<Group> found = [];
        var last = 0;
        foreach (Match match in Candidate().Matches(text))
        {
            var number = match.Groups["number"];
            var value = int.Parse(number.Value.AsSpan()[..^1], CultureInfo.InvariantCulture);
            var follows = value == 1 ? match.Groups["colon"].Success : value == last + 1;
            if (!follows) continue;
            found.Add(number);
            last = value;
        }
        return found;
    }

    [GeneratedRegex(@"(?<colon>:)?\s(?<number>\d{1,2}\.)(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();
}
