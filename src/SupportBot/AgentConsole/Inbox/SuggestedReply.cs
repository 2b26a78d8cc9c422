using System.Text.RegularExpressions;
using SupportBot.AgentConsole.Thread;
using SupportBot.Channels;
using SupportBot.Core.Answers;
using SupportBot.Core.Conversations;
using SupportBot.Core.Knowledge;

namespace SupportBot.AgentConsole.Inbox;

// A reply from the documents for the agent to edit. Internal documents may be used: what rests on them is marked, and
// has no citation.
internal sealed partial class SuggestedReply(AnswerPipeline pipeline, TurnStore turns)
{
    // Stands before what customers must not read unseen.
    public const string InternalMark = "[INTERNAL] ";

    private const int HistoryLength = 6;
    private const int MostTries = 3;

    // Answers the newest of the customer's last messages that the documents answer; null if they answer none.
    public async Task<string?> MakeAsync(CaseView view, CancellationToken cancellationToken)
    {
        var history = await turns.HistoryAsync(view.Case.ConversationId, HistoryLength, cancellationToken);
        foreach (var text in Unanswered(view.Items).Take(MostTries))
        {
            var answer = await pipeline.AnswerAsync(
                new Question(text, history, Audiences.OwnPeople, view.Case.Language), cancellationToken);
            if (answer.Kind == AnswerKind.Answered) return Write(answer);
        }
        return null;
    }

    // What the customer wrote since an agent wrote last, the newest first.
    public static IEnumerable<string> Unanswered(IEnumerable<ThreadItem> items) =>
        items.OfType<ThreadItem.Message>().Reverse().TakeWhile(message => message.Author != ThreadAuthor.Agent)
            .Where(message => message.Author == ThreadAuthor.Customer && message.Text.Length > 0)
            .Select(message => message.Text);

    public static string Write(Answer answer)
    {
        var hidden = answer.Citations.Where(citation => citation.Audience == Audience.Internal)
            .Select(citation => citation.Number).ToHashSet();
        var text = Claim().Replace(answer.Text, claim =>
        {
            var numbers = claim.Groups["number"].Captures
                .Select(capture => int.Parse(capture.ValueSpan, provider: null));
            return numbers.Any(hidden.Contains)
                ? $"{claim.Groups["lead"].Value}{InternalMark}{claim.Groups["text"].Value.TrimEnd()}"
                : claim.Value;
        });
        var sources = answer.Citations.Where(citation => !hidden.Contains(citation.Number)
                && text.Contains($"[{citation.Number}]", StringComparison.Ordinal))
            .Select(CitationDefinition.Of);
        return string.Join("\n\n", new[] { text, string.Join('\n', sources) }.Where(part => part.Length > 0));
    }

    [GeneratedRegex(
        @"(?<lead>\s*(?:[-*]\s+|\d+\.\s+)?)(?<text>[^\[\]]+?)(?:\s*\[(?<number>\d{1,3})\])+",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Claim();
}
