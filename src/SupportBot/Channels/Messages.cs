using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.Channels;

/// <summary>
/// The messages of the bot, each with its text format: the specification and clients differ on the default.
/// </summary>
internal static class Messages
{
    /// <summary>A message in plain text.</summary>
    public static Activity Plain(string text) => Formatted(MessageFactory.Text(text), TextFormatTypes.Plain);

    /// <summary>A message in Markdown.</summary>
    public static Activity Markdown(string text) => Formatted(MessageFactory.Text(text), TextFormatTypes.Markdown);

    /// <summary>A message in Markdown with buttons that send their own title.</summary>
    public static Activity WithButtons(IEnumerable<string> titles, string text)
    {
        var message = Markdown(text);
        message.SuggestedActions = new SuggestedActions(
            to: [], [.. titles.Select(title => new CardAction(ActionTypes.ImBack, title, value: title))]);
        return message;
    }

    /// <summary>Shows that the bot is writing.</summary>
    public static Activity Typing() => new() { Type = ActivityTypes.Typing };

    private static Activity Formatted(Activity message, string format)
    {
        (message.TextFormat, message.InputHint) = (format, InputHints.AcceptingInput);
        return message;
    }
}
