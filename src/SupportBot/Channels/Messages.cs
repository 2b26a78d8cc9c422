using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Turns;

namespace SupportBot.Channels;

// Every message names its text format, since the specification and clients differ on the default.
internal static class Messages
{
    public static Activity Plain(string text) => Formatted(MessageFactory.Text(text), TextFormatTypes.Plain);

    public static Activity Markdown(string text) => Formatted(MessageFactory.Text(text), TextFormatTypes.Markdown);

    public static Activity WithButtons(IEnumerable<string> titles, string text)
    {
        var message = Markdown(text);
        message.SuggestedActions = new SuggestedActions(
            to: [], [.. titles.Select(title => new CardAction(ActionTypes.ImBack, title, value: title))]);
        return message;
    }

    public static Activity Asking(ButtonMessage prompt)
    {
        var message = Markdown(prompt.Text);
        if (prompt.Form is { } form) message.Attachments = [FormCard.Create(form)];
        if (prompt.Buttons.Count == 0) return message;
        message.SuggestedActions = new SuggestedActions(to: [], [.. prompt.Buttons.Select(button => new CardAction(
            ActionTypes.MessageBack, button.Title, text: button.Title, displayText: button.Title,
            value: button.Value))]);
        return message;
    }

    public static Activity Typing() => new() { Type = ActivityTypes.Typing };

    private static Activity Formatted(Activity message, string format)
    {
        (message.TextFormat, message.InputHint) = (format, InputHints.AcceptingInput);
        return message;
    }
}
