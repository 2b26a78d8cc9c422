using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Dialogs;

/// <summary>Marks what an answer says from internal documents.</summary>
internal static class InternalNote
{
    /// <summary>The answer with a line that names its internal sources; as it is where it has none.</summary>
    public static Answer On(Answer answer, ChatTexts texts)
    {
        var sources = string.Join(
            ' ',
            answer
                .Citations.Where(citation => citation.Audience == Audience.Internal)
                .Select(citation => $"[{citation.Number}]"));
        return sources.Length == 0
            ? answer
            : answer with
            {
                Text = $"{answer.Text}\n\n{texts.Internal.Replace("{sources}", sources, StringComparison.Ordinal)}",
            };
    }
}
