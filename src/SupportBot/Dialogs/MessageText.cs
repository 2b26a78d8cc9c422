using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.Dialogs;

internal static partial class MessageText
{
    public const string Html = "text/html";

    private const int MarkupAllowance = 1000;

    private const string QuoteType = "schema.skype.com/Reply";

    // A text that is too long even with markup is returned unread.
    public static string Read(Activity activity, int maxLength)
    {
        var maxMarkupLength = (2L * maxLength) + MarkupAllowance;
        if (activity.Text?.Length > maxMarkupLength) return activity.Text;
        activity.Text = RemoveQuotes(activity, maxMarkupLength);
        activity.RemoveMentionsOfRecipient();
        activity.ReplaceMentionsWithNames(maxLength);
        var text = WebUtility.HtmlDecode(activity.Text ?? activity.Value.AsText() ?? "");
        return text.Replace('\0', ' ').Replace('\u00A0', ' ').Trim();
    }

    private static string? RemoveQuotes(Activity activity, long maxMarkupLength)
    {
        var html = (activity.Attachments ?? []).FirstOrDefault(IsQuoting)?.Content.AsText();
        if (html?.Length <= 2 * maxMarkupLength) return NewText(html);
        return activity.Text is { } text && (Placeholder().IsMatch(text) || Contains(text, QuoteType))
            ? Placeholder().Replace(Contains(text, QuoteType) ? NewText(text) : text, " ")
            : activity.Text;
    }

    private static bool IsQuoting(Attachment attachment) =>
        attachment.ContentType == Html && attachment.Content.AsText() is { } html && Contains(html, QuoteType);

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

    // Teams puts one in the text for each quoted message.
    [GeneratedRegex(@"<quoted\s[^<>]{0,200}/>")]
    private static partial Regex Placeholder();
}
