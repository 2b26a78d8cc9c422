using System.Globalization;
using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;

namespace SupportBot.Core.Voice.Training;

/// <summary>The facts of a row's answer in the documents' own sentences.</summary>
public static class PlainAnswer
{
    // So much of each sentence the plain answer must hold to have the same facts.
    private const double LeastShare = 0.5;

    /// <summary>The answer with each sentence replaced by that of its passage.</summary>
    /// <returns>
    /// Null if a sentence has no such counterpart, or the answer is in the documents' sentences already.
    /// </returns>
    public static string? Of(TrainingRow row)
    {
        // The URL tells the place of a passage, since the checker numbers citations anew.
        var checker = new CheckedAnswer(
            [.. row.Passages.Select((passage, i) => passage with { Url = Place(i + 1) })], row.Question);
        ReadPart[] parts = [.. checker.Read(row.Answer), .. checker.ReadEnd()];
        var plain = string.Concat(parts.Select(part =>
            checker.Settle(part, part.NeedsJudgement ? Fault.Judge : null).Text)).Trim();
        if (checker.Citations.Count == 0 || !parts.All(part => IsCovered(part, plain, row.Language))) return null;
        var text = Renumbered(plain, [.. checker.Citations.Select(citation => citation.Url)]);
        return IsSame(text, row.Answer) ? null : text;
    }

    // A sentence may be left out because an earlier one was replaced by what it says too.
    private static bool IsCovered(ReadPart part, string plain, string language) => part.Verdict.Fault switch
    {
        null => !part.NeedsJudgement || part.Said.ShareIn(new Statement(plain, language)) >= LeastShare,
        Fault.NoCitation => true,
        _ => false,
    };

    private static string Place(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Renumbered(string text, IReadOnlyList<string> places)
    {
        var reader = new DraftReader();
        return string.Concat(reader.Feed(text).Concat(reader.End()).Select(part =>
            part.Lead + part.Renumbered(number => number <= places.Count
                ? int.Parse(places[number - 1], CultureInfo.InvariantCulture)
                : number)));
    }

    private static bool IsSame(string one, string other) => Words(one).SequenceEqual(Words(other));

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
