using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Core.Answers.Writing;

/// <summary>Scores the units of a passage by the words and the form of the question.</summary>
internal static partial class Score
{
    /// <summary>Longer code is no answer but a file.</summary>
    private const int MostCodeLines = 20;

    /// <summary>A unit of more characters tells more than was asked.</summary>
    private const double LongText = 300;

    /// <summary>
    /// "Yes" and "No" answer the question in their heading; they are said where that holds so much of the one asked.
    /// </summary>
    private const double SameQuestion = 0.6;

    /// <summary>Whether it can stand in an answer.</summary>
    public static bool IsSayable(Unit unit, Candidate candidate) => unit.Claim.Shape == ClaimShape.Code
        ? unit.Claim.Text.Count(character => character == '\n') <= MostCodeLines
        : candidate.HeadingShare >= SameQuestion || !Answering().IsMatch(unit.Claim.Text);

    /// <summary>
    /// How well a unit answers, for ordering: the share of the question that it holds, and what its form and place add.
    /// </summary>
    public static double Of(Unit unit, Candidate candidate, Understood.Search question) =>
        candidate.Share(candidate.Matches[unit.Index]) + Fits(unit, question.Form) + 0.06 / (1 + unit.Index)
        + 0.2 * Wording(unit, question.Words) - 0.1 * Math.Max(0, unit.Claim.Text.Length / LongText - 1);

    /// <summary>
    /// Share of the question's neighbouring words that stand side by side here too, small words included.
    /// </summary>
    private static double Wording(Unit unit, IReadOnlyList<string> words) => words.Count < 2 ? 0
        : words.Zip(words.Skip(1)).Count(pair => unit.Words.HasPair(pair.First, pair.Second)) / (words.Count - 1.0);

    private static double Fits(Unit unit, QuestionForm form) => (form, unit.Claim.Shape) switch
    {
        (QuestionForm.How, ClaimShape.Item) when unit.IsStep => 0.2,
        (QuestionForm.How, ClaimShape.Code) => 0.1,
        (QuestionForm.How, ClaimShape.Sentence) when Instruction().IsMatch(unit.Claim.Text) => 0.12,
        (QuestionForm.What, ClaimShape.Sentence) when Definition().IsMatch(unit.Claim.Text) => 0.2,
        (QuestionForm.Which, ClaimShape.Sentence) when Value().IsMatch(unit.Claim.Text) => 0.12,
        (QuestionForm.YesNo, ClaimShape.Sentence) when Verdict().IsMatch(unit.Claim.Text) => 0.12,
        (QuestionForm.Why, ClaimShape.Sentence) when Reason().IsMatch(unit.Claim.Text) => 0.12,
        (QuestionForm.When, ClaimShape.Sentence) when Moment().IsMatch(unit.Claim.Text) => 0.1,
        (_, ClaimShape.Code) => -0.1,
        _ => 0,
    };

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^(yes|no|ja|nein)\b", Options)]
    private static partial Regex Answering();

    [GeneratedRegex(
        @"\b(you (can|need|must|should|may)|use|set|run|click|choose|select|open|add|to \w+,|simply|by \w+ing"
            + @"|können sie|klicken|wählen|öffnen|geben sie)\b",
        Options)]
    private static partial Regex Instruction();

    [GeneratedRegex(
        @"^.{0,60}?\b((is|are) (a|an|the|used)|means|refers to|(ist|sind) (ein|eine|der|die|das)|bedeutet)\b", Options)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\b(default|recommended|by default|always|only|standard\w*|empfohlen)\b|\d|`", Options)]
    private static partial Regex Value();

    [GeneratedRegex(
        @"\b(can|cannot|can't|not|never|always|only|supports?|supported|possible|impossible|allows?|requires?|kann"
            + @"|nicht|nie|immer|möglich|unterstützt)\b",
        Options)]
    private static partial Regex Verdict();

    [GeneratedRegex(@"\b(because|since|reason|due to|so that|in order to|caused|weil|da|grund|damit)\b", Options)]
    private static partial Regex Reason();

    [GeneratedRegex(
        @"\b(when|after|before|until|once|every|daily|hours?|days?|minutes?|wenn|nach|vor|sobald|täglich|stunden?"
            + @"|tage?|minuten?)\b",
        Options)]
    private static partial Regex Moment();
}
