using System.Text;
using Microsoft.Bot.Schema;
using SupportBot.Core.Conversations;

namespace SupportBot.Dialogs;

/// <summary>A customer's message.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Text">What the customer wrote, or the value of a clicked button; empty for none.</param>
/// <param name="HasFiles">Whether files came with it.</param>
/// <param name="Wait">How long the customer should pause; zero where the message may be answered.</param>
/// <param name="Language">A language of the brand.</param>
internal sealed record IncomingMessage(
    string ConversationId, string Text, bool HasFiles, TimeSpan Wait, string Language)
{
    /// <summary>Whether there is anything to search for: emoji alone ask nothing.</summary>
    public bool HasWords => Text.EnumerateRunes().Any(rune => Rune.IsLetterOrDigit(rune) || rune.Value == '?');

    /// <param name="activity">A message, or an edited one.</param>
    /// <param name="turn">The turn that answers it.</param>
    /// <param name="language">A language of the brand.</param>
    /// <param name="longest">The longest message that is answered, in characters.</param>
    public static IncomingMessage Read(Activity activity, Turn turn, string language, int longest) => new(
        turn.ConversationId,
        // The limit on the rate comes first: what is not answered costs no work.
        turn.Wait > TimeSpan.Zero ? "" : MessageText.Read(activity, longest),
        activity.Attachments?.Any(IsFile) == true,
        turn.Wait,
        language);

    /// <summary>Teams attaches a message's own text as HTML.</summary>
    private static bool IsFile(Attachment attachment) => attachment.ContentType != MessageText.Html;
}
