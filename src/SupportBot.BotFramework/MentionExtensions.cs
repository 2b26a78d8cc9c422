using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework;

/// <summary>
/// Mentions, as in the Bot Framework SDK. Who is mentioned is read from the entities alone: the text is the user's, who
/// may write <c>&lt;at&gt;</c> and mean it.
/// </summary>
public static partial class MentionExtensions
{
    /// <summary>No message of people mentions so many; what goes beyond would only take time.</summary>
    private const int MostReplaced = 100;

    /// <summary>Everybody who is mentioned, in the order of the entities.</summary>
    public static IReadOnlyList<Mention> GetMentions(this Activity activity) =>
        [.. (activity.Entities ?? []).Select(Mention.Read).OfType<Mention>()];

    /// <summary>Whether the bot that receives the activity is mentioned.</summary>
    public static bool MentionsRecipient(this Activity activity) =>
        activity.GetMentions().Any(mention => mention.Mentioned.Id == activity.Recipient?.Id);

    /// <summary>Takes the mentions of the receiving bot out of the activity's text.</summary>
    /// <returns>The text that is left.</returns>
    public static string? RemoveRecipientMention(this Activity activity) => activity.RemoveMentionText(activity.Recipient?.Id);

    /// <summary>Takes the mentions of one account out of the activity's text.</summary>
    /// <returns>The text that is left.</returns>
    public static string? RemoveMentionText(this Activity activity, string? id)
    {
        foreach (var mention in activity.GetMentions().Where(mention => mention.Mentioned.Id == id).Take(MostReplaced))
            activity.Text = Without(activity.Text ?? "", mention).Trim();
        return activity.Text;
    }

    /// <summary>Sets plain names in place of the mentions in the activity's text.</summary>
    /// <returns>The text with the names.</returns>
    public static string? NameMentions(this Activity activity)
    {
        foreach (var mention in activity.GetMentions().Take(MostReplaced))
            activity.Text = Named(activity.Text ?? "", mention);
        return activity.Text;
    }

    /// <summary>Puts a mention before the activity's text.</summary>
    public static Activity AddMentionToText(this Activity activity, ChannelAccount account)
    {
        var mention = Mention.Of(account);
        activity.Text = $"{mention.Text} {activity.Text}".TrimEnd();
        activity.Entities = [.. activity.Entities ?? [], mention.ToEntity()];
        return activity;
    }

    private static string Named(string text, Mention mention)
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (var (start, end) in Places(text, mention))
        {
            result.Append(text, at, start - at).Append(mention.Mentioned.Name ?? NameIn(mention.Text));
            at = end;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>What stood on both sides stays apart by one blank; a comma or a full stop needs none before it.</summary>
    private static string Without(string text, Mention mention)
    {
        var result = new StringBuilder();
        var at = 0;
        foreach (var (start, end) in Places(text, mention))
        {
            result.Append(text, at, start - at);
            while (result.Length > 0 && IsBlank(result[^1])) result.Length--;
            at = PastBlanks(text, end);
            if (result.Length > 0 && !char.IsWhiteSpace(result[^1]) && at < text.Length && !char.IsWhiteSpace(text[at]) && !",.;:!?".Contains(text[at], StringComparison.Ordinal))
                result.Append(' ');
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Where a mention stands in a text: as its markup, whatever attributes that has, or else in its own words.</summary>
    private static List<(int Start, int End)> Places(string text, Mention mention)
    {
        var name = mention.Text is null ? mention.Mentioned.Name ?? "" : NameIn(mention.Text);
        if (mention.Text is { Length: > 0 } words && !Markup().IsMatch(words)) return Occurrences(text, words);
        return [.. Markup().Matches(text).Where(match => name.Length > 0 && string.Equals(Name(match), name, StringComparison.OrdinalIgnoreCase)).Select(match => (match.Index, match.Index + match.Length))];
    }

    private static List<(int Start, int End)> Occurrences(string text, string words)
    {
        var places = new List<(int, int)>();
        for (var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(words, at + words.Length, StringComparison.OrdinalIgnoreCase))
            places.Add((at, at + words.Length));
        return places;
    }

    private static string NameIn(string? text) => text is null ? "" : Markup().Match(text) is { Success: true } match ? Name(match) : text;

    private static string Name(Match markup) => WebUtility.HtmlDecode(markup.Groups["name"].Value);

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\u00A0';

    /// <summary>Teams writes the blank behind a mention as an entity at times.</summary>
    private static int PastBlanks(string text, int at)
    {
        const string entity = "&nbsp;";
        while (at < text.Length)
        {
            if (IsBlank(text[at])) at++;
            else if (string.CompareOrdinal(text, at, entity, 0, entity.Length) == 0) at += entity.Length;
            else break;
        }
        return at;
    }

    [GeneratedRegex(
        @"<at(?:\s[^<>]*)?>(?<name>[^<>]*)</at>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Markup();
}
