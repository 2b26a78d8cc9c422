using System.Text;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework;

/// <summary>
/// Mentions, as in the Bot Framework SDK. Who is mentioned is read from the entities alone: the text is the user's, who
/// may write <c>&lt;at&gt;</c> and mean it. Each call reads the text once; what it has put there is not read again.
/// </summary>
public static class MentionExtensions
{
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
        var mentions = activity.GetMentions().Where(mention => mention.Mentioned.Id == id).ToList();
        if (mentions.Count > 0) activity.Text = Without(activity.Text ?? "", new MentionScanner(mentions)).Trim();
        return activity.Text;
    }

    /// <summary>Sets plain names in place of the mentions in the activity's text.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="longest">
    /// The number of characters that the text may grow to, 0 or more. A text that would become longer is cut one character
    /// behind that, so that its length tells that it was.
    /// </param>
    /// <returns>The text with the names.</returns>
    public static string? NameMentions(this Activity activity, int longest = int.MaxValue - 1)
    {
        var mentions = activity.GetMentions();
        if (mentions.Count > 0) activity.Text = Named(activity.Text ?? "", new MentionScanner(mentions), longest);
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

    private static string Named(string text, MentionScanner mentions, int longest)
    {
        var result = new StringBuilder();
        var at = 0;
        while (result.Length <= longest && mentions.Next(text, at) is { } place)
        {
            result.Append(text, at, place.Start - at).Append(place.Mention.Mentioned.Name ?? MentionScanner.NameOf(place.Mention));
            at = place.End;
        }
        result.Append(text, at, text.Length - at);
        return result.Length <= longest ? result.ToString() : result.ToString(0, longest + 1);
    }

    /// <summary>What stood on both sides stays apart by one blank; a comma or a full stop needs none before it.</summary>
    private static string Without(string text, MentionScanner mentions)
    {
        var result = new StringBuilder();
        var at = 0;
        while (mentions.Next(text, at) is { } place)
        {
            result.Append(text, at, place.Start - at);
            while (result.Length > 0 && IsBlank(result[^1])) result.Length--;
            at = PastBlanks(text, place.End);
            if (result.Length > 0 && !char.IsWhiteSpace(result[^1]) && at < text.Length && !char.IsWhiteSpace(text[at]) && !",.;:!?".Contains(text[at], StringComparison.Ordinal))
                result.Append(' ');
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

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
}
