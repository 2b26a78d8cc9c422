using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.Dialogs;

/// <summary>
/// Reads what a customer wrote in a message: without mentions of the bot, without quotes of earlier messages that the
/// client puts around it, and with characters in place of HTML entities.
/// </summary>
internal static partial class MessageText
{
    public const string Html = "text/html";

    /// <summary>Characters beyond the limit of a text that its markup may take.</summary>
    private const int RoomForMarkup = 1000;

    /// <summary>By this type Teams marks the quote of an earlier message.</summary>
    private const string QuoteType = "schema.skype.com/Reply";

    /// <param name="activity">A message.</param>
    /// <param name="longest">The longest message that is answered, in characters; a longer one is not read.</param>
    /// <returns>The text, or the value of a clicked button; empty for none.</returns>
    public static string Read(Activity activity, int longest)
    {
        var room = (2L * longest) + RoomForMarkup;
        if (activity.Text?.Length > room) return activity.Text;
        activity.Text = WithoutQuotes(activity, room);
        activity.RemoveMentionsOfRecipient();
        activity.ReplaceMentionsWithNames(longest);
        var text = WebUtility.HtmlDecode(activity.Text ?? activity.Value.AsText() ?? "");
        return text.Replace('\0', ' ').Replace('\u00A0', ' ').Trim();
    }

    private static string? WithoutQuotes(Activity activity, long room)
    {
        var html = (activity.Attachments ?? []).FirstOrDefault(IsQuoting)?.Content.AsText();
        if (html?.Length <= 2 * room) return NewText(html);
        return activity.Text is { } text && (Placeholder().IsMatch(text) || Contains(text, QuoteType))
            ? Placeholder().Replace(Contains(text, QuoteType) ? NewText(text) : text, " ")
            : activity.Text;
    }

    private static bool IsQuoting(Attachment attachment) =>
        attachment.ContentType == Html && attachment.Content.AsText() is { } html && Contains(html, QuoteType);

    /// <summary>The text of a message in HTML without its quotes; mentions keep their markup.</summary>
    private static string NewText(string html)
    {
        var body = new HtmlParser().ParseDocument(html).Body!;
        foreach (var quote in body.QuerySelectorAll("blockquote"))
            if (Contains(quote.GetAttribute("itemtype") ?? "", QuoteType)) quote.Remove();
        foreach (var mention in body.QuerySelectorAll("at")) mention.TextContent = $"<at>{mention.TextContent}</at>";
        foreach (var end in body.QuerySelectorAll("br, p, div, li")) end.Insert(AdjacentPosition.AfterEnd, "\n");
        return body.TextContent.Trim();
    }

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Stands in the text of a message for each message that it quotes.</summary>
    [GeneratedRegex(@"<quoted\s[^<>]{0,200}/>")]
    private static partial Regex Placeholder();
}
