using System.Net;
using System.Text;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Activities;

/// <summary>
/// Mentions in a text. Who is mentioned is read from the entities alone: the text is the user's, who may write
/// <c>&lt;at&gt;</c> and mean it. The SDK's own methods throw for many entities that channels send, and read names as
/// regular expressions.
/// </summary>
public static class MentionExtensions
{
    private const string EntityType = "mention";

    /// <summary>
    /// Everybody who is mentioned, in the order of the entities; an entity that names nobody is left out.
    /// </summary>
    public static IReadOnlyList<Mention> ReadMentions(this Activity activity) =>
        [.. (activity.Entities ?? []).Select(Read).OfType<Mention>()];

    /// <summary>Whether the bot that receives the activity is mentioned.</summary>
    public static bool IsRecipientMentioned(this Activity activity) =>
        activity.ReadMentions().Any(mention => mention.Mentioned.Id == activity.Recipient?.Id);

    /// <summary>Removes the mentions of the receiving bot from the activity's text, wherever they stand.</summary>
    /// <returns>The text that is left.</returns>
    public static string? RemoveMentionsOfRecipient(this Activity activity) =>
        activity.RemoveMentionsOf(activity.Recipient?.Id);

    /// <summary>Removes the mentions of one account from the activity's text.</summary>
    /// <returns>The text that is left.</returns>
    public static string? RemoveMentionsOf(this Activity activity, string? id)
    {
        var mentions = activity.ReadMentions().Where(mention => mention.Mentioned.Id == id).ToList();
        if (mentions.Count > 0) activity.Text = Without(activity.Text ?? "", new MentionScanner(mentions)).Trim();
        return activity.Text;
    }

    /// <summary>Sets plain names in place of the mentions in the activity's text.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="longest">
    /// The number of characters that the text may grow to, 0 or more. A text that would become longer is cut one
    /// character
    /// behind that, so that its length tells that it was.
    /// </param>
    /// <returns>The text with the names.</returns>
    public static string? NameMentions(this Activity activity, int longest = int.MaxValue - 1)
    {
        var mentions = activity.ReadMentions();
        if (mentions.Count > 0) activity.Text = Named(activity.Text ?? "", new MentionScanner(mentions), longest);
        return activity.Text;
    }

    /// <summary>Puts a mention before the activity's text.</summary>
    public static Activity AddMentionToText(this Activity activity, ChannelAccount account)
    {
        var mark = $"<at>{WebUtility.HtmlEncode(account.Name ?? account.Id ?? "")}</at>";
        activity.Text = $"{mark} {activity.Text}".TrimEnd();
        activity.Entities =
        [
            .. activity.Entities ?? [],
            new Mention(new ChannelAccount(account.Id, account.Name), mark),
        ];
        return activity;
    }

    private static Mention? Read(Entity entity)
    {
        if (entity is Mention mention) return mention;
        if (!string.Equals(entity.Type, EntityType, StringComparison.OrdinalIgnoreCase)) return null;
        var mentioned = entity.Properties.Member("mentioned");
        return mentioned.Text("id") is { Length: > 0 } id
            ? new Mention(
                new ChannelAccount(id, mentioned.Text("name"), aadObjectId: mentioned.Text("aadObjectId")),
                entity.Properties.Text("text"))
            : null;
    }

    private static string Named(string text, MentionScanner mentions, int longest)
    {
        var result = new StringBuilder();
        var at = 0;
        while (result.Length <= longest && mentions.Next(text, at) is { } place)
        {
            result
                .Append(text, at, place.Start - at)
                .Append(place.Mention.Mentioned.Name ?? MentionScanner.NameOf(place.Mention));
            at = place.End;
        }
        result.Append(text, at, text.Length - at);
        return result.Length <= longest ? result.ToString() : result.ToString(0, longest + 1);
    }

    /// <summary>
    /// What stood on both sides stays apart by one blank; a comma or a full stop needs none before it.
    /// </summary>
    private static string Without(string text, MentionScanner mentions)
    {
        var result = new StringBuilder();
        var at = 0;
        while (mentions.Next(text, at) is { } place)
        {
            result.Append(text, at, place.Start - at);
            while (result.Length > 0 && IsBlank(result[^1])) result.Length--;
            at = PastBlanks(text, place.End);
            if (
                result.Length > 0 && !char.IsWhiteSpace(result[^1]) && at < text.Length && !char.IsWhiteSpace(text[at])
                && !",.;:!?".Contains(text[at], StringComparison.Ordinal))
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
