using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Voice.Training;

/// <summary>Finds the passages that a text without marks of sources rests on, sentence by sentence.</summary>
internal static partial class SentenceCitations
{
    // Fewer words say nothing that a passage could support.
    private const int FewestWords = 4;

    /// <param name="text">What somebody wrote.</param>
    /// <param name="passages">What it may rest on.</param>
    /// <param name="question">What was asked.</param>
    public static MarkedText Add(string text, IReadOnlyList<Chunk> passages, string question)
    {
        var check = new ClaimCheck(passages, question);
        var cited = new StringBuilder();
        List<int> used = [];
        var (supported, unsupported) = (0, 0);
        foreach (var part in PartsOf(Closed(WithoutMarks(text))))
        {
            cited.Append(part.Lead).Append(part.Body);
            var source = SourceOf(part, passages.Count, check);
            if (source is not { } number)
            {
                if (check.Read(part).Words.Count >= FewestWords) unsupported++;
                continue;
            }
            supported++;
            if (!used.Contains(number)) used.Add(number);
            if (part.Shape != DraftShape.Code)
                cited.Append(CultureInfo.InvariantCulture, $" [{used.IndexOf(number) + 1}]");
        }
        return new MarkedText(cited.ToString().Trim(), [.. used.Select(number => number - 1)], supported, unsupported);
    }

    private static int? SourceOf(DraftPart part, int passages, ClaimCheck check)
    {
        if (check.Read(part).Words.Count < FewestWords && part.Shape != DraftShape.Code) return null;
        foreach (var number in Enumerable.Range(1, passages))
            if (check.Judge(part, [number]) is { Verdict.IsPassed: true, IsAnnouncement: false }) return number;
        return null;
    }

    private static List<DraftPart> PartsOf(string text)
    {
        var reader = new DraftReader();
        return [.. reader.Feed(text), .. reader.End()];
    }

    // A reply that was made from a suggestion has marks of its own, and a list of sources.
    private static string WithoutMarks(string text) => Mark().Replace(Definition().Replace(text, ""), "");

    private static string Closed(string text) =>
        text.TrimEnd() is [.., var last] closed && char.IsLetterOrDigit(last) ? $"{closed}." : text.TrimEnd();

    [GeneratedRegex(@"^\[\d{1,3}\]:[^\n]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(@" ?\[\d{1,3}\](?!\()", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}

/// <param name="Text">With a mark behind each sentence that a passage supports.</param>
/// <param name="Used">The passages by their place, from 0, in the order of the marks.</param>
/// <param name="Supported">Sentences with a mark.</param>
/// <param name="Unsupported">Sentences that claim something which no passage says.</param>
internal sealed record MarkedText(string Text, IReadOnlyList<int> Used, int Supported, int Unsupported);
