using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Dialogs;

internal static class InternalNote
{
    public static Answer AddTo(Answer answer, ChatTexts texts)
    {
        var sources = string.Join(' ', answer.Citations
            .Where(citation => citation.Audience == Audience.Internal).Select(citation => $"[{citation.Number}]"));
        if (sources.Length == 0) return answer;
        var note = texts.Internal.Replace("{sources}", sources, StringComparison.Ordinal);
        return answer with { Text = $"{answer.Text}\n\n{note}" };
    }
}
