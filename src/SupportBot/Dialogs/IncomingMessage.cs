using System.Text;
using Microsoft.Bot.Schema;
using SupportBot.Core.Conversations;

namespace SupportBot.Dialogs;

internal sealed record IncomingMessage(
    string ConversationId, string Text, bool HasFiles, TimeSpan Wait, string Language)
{
    public bool HasWords => Text.EnumerateRunes().Any(rune => Rune.IsLetterOrDigit(rune) || rune.Value == '?');

    public static IncomingMessage Read(Activity activity, Turn turn, string language, int maxLength) => new(
        turn.ConversationId,
        // The rate limit comes first: a message that is not answered costs no work.
        turn.Wait > TimeSpan.Zero ? "" : MessageText.Read(activity, maxLength),
        activity.Attachments?.Any(IsFile) == true,
        turn.Wait,
        language);

    // Teams attaches the text of a message as HTML.
    private static bool IsFile(Attachment attachment) => attachment.ContentType != MessageText.Html;
}
