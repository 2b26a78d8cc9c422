using System.Text.Json.Nodes;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;
using SupportBot.Core.Conversations;

namespace SupportBot.Dialogs;

/// <summary>A visitor's message, as the dialog sees it.</summary>
/// <param name="ConversationId">Where it was written.</param>
/// <param name="Text">The text without the mention of the bot and the blanks around it, or the value of a clicked button; empty for none.</param>
/// <param name="HasFiles">Whether files came with it.</param>
/// <param name="Wait">How long the visitor should pause; zero where the message may be answered.</param>
/// <param name="Language">A language that the brand has.</param>
internal sealed record IncomingMessage(string ConversationId, string Text, bool HasFiles, TimeSpan Wait, string Language)
{
    /// <summary>Markup beyond the text's own limit that mentions may take, in characters.</summary>
    private const int RoomForMarkup = 1000;

    /// <param name="activity">A message, or an edited one.</param>
    /// <param name="turn">The turn that answers it.</param>
    /// <param name="language">A language that the brand has.</param>
    /// <param name="longest">The longest message that is answered, in characters.</param>
    public static IncomingMessage From(Activity activity, Turn turn, string language, int longest)
    {
        // The limits come first: what is not answered anyway costs no work.
        if (turn.Wait == TimeSpan.Zero && activity.Text?.Length <= (2L * longest) + RoomForMarkup)
        {
            activity.RemoveRecipientMention();
            activity.NameMentions(longest);
        }
        return new(
            turn.ConversationId,
            (activity.Text ?? Clicked(activity.Value) ?? "").Replace('\0', ' ').Trim(),
            activity.Attachments?.Any(IsFile) == true,
            turn.Wait,
            language);
    }

    /// <summary>Teams attaches a message's own text as HTML.</summary>
    private static bool IsFile(Attachment attachment) => attachment.ContentType != "text/html";

    /// <summary>What a postBack button holds; a form's fields are no text.</summary>
    private static string? Clicked(JsonNode? value) => value is JsonValue text && text.TryGetValue(out string? words) ? words : null;
}
