using System.Text;
using Microsoft.Bot.Schema;
using SupportBot.Core.Conversations;
using SupportBot.Core.Language;

namespace SupportBot.Dialogs;

internal sealed record IncomingMessage(
    string ConversationId, string Text, bool HasFiles, TimeSpan Wait, string Language)
{
    /// <summary>Whether it says anything: an emoji and a question mark do.</summary>
    public bool HasWords =>
        Text.EnumerateRunes().Any(rune => Rune.IsLetterOrDigit(rune) || rune.Value == '?' || Emoji.Is(rune));

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
