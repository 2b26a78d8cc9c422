using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework;

/// <summary>Makes messages.</summary>
public static class MessageFactory
{
    /// <summary>A plain text.</summary>
    public static Activity Text(string text) =>
        new() { Type = ActivityTypes.Message, Text = text, TextFormat = TextFormatTypes.Plain, InputHint = "acceptingInput" };

    /// <summary>A text in Markdown.</summary>
    public static Activity Markdown(string text) =>
        new() { Type = ActivityTypes.Message, Text = text, TextFormat = TextFormatTypes.Markdown, InputHint = "acceptingInput" };

    /// <summary>A text with buttons that send their own title.</summary>
    public static Activity SuggestedActions(IEnumerable<string> titles, string text)
    {
        var message = Markdown(text);
        message.SuggestedActions = new SuggestedActions
        {
            To = [],
            Actions = [.. titles.Select(title => new CardAction { Type = ActionTypes.ImBack, Title = title, Value = title })],
        };
        return message;
    }

    /// <summary>Three dots.</summary>
    public static Activity Typing() => new() { Type = ActivityTypes.Typing };
}
