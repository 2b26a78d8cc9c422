using System.Text.RegularExpressions;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>Tells by its first question word what sort of answer a question wants.</summary>
internal static partial class QuestionForms
{
    public static QuestionForm Of(string lower)
    {
        var match = First().Match(lower);
        return !match.Success ? QuestionForm.Other : match.Value switch
        {
            "how" or "wie" or "どう" or "方法" or "怎么" or "怎樣" or "怎样" or "如何" => QuestionForm.How,
            "what" or "what's" or "was" => QuestionForm.What,
            "which" or "who" or "wer" or "default" => QuestionForm.Which,
            "why" or "warum" or "weshalb" => QuestionForm.Why,
            "where" or "wo" => QuestionForm.Where,
            "when" or "wann" => QuestionForm.When,
            var word when word.StartsWith("welche", StringComparison.Ordinal) => QuestionForm.Which,
            _ => QuestionForm.YesNo,
        };
    }

    [GeneratedRegex(
        @"\b(how|what's|what|which|who|why|where|when|wie|was|welche\w*|wer|warum|weshalb|wo|wann)\b|どう(?!して)|方法|怎么"
            + @"|怎[样樣]|如何|^(can|could|does|do|is|are|will|would|should|may|did|has|have|kann|können|ist|sind|gibt|darf"
            + @"|wird|muss|hat|soll)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex First();
}
