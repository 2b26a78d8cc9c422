using System.Text;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Activities;

/// <summary>
/// Mentions in the text of an activity. They are read from the entities only, since users may type <c>&lt;at&gt;</c> as
/// text. The SDK's own methods throw for many entities that channels send, and read names as regular expressions.
/// </summary>
public static class MentionExtensions
{
    private const string EntityType = "mention";

    /// <summary>Reads all mentions in the order of the entities. Entities without an account id are skipped.</summary>
    public static IReadOnlyList<Mention> ReadMentions(this Activity activity) =>
        [.. (activity.Entities ?? []).Select(Read).OfType<Mention>()];

    /// <summary>Whether the bot that receives the activity is mentioned.</summary>
    public static bool IsRecipientMentioned(this Activity activity) =>
        activity.ReadMentions().Any(mention => mention.Mentioned.Id == activity.Recipient?.Id);

    /// <summary>Removes all mentions of the receiving bot from the text of the activity.</summary>
    /// <returns>The remaining text.</returns>
    public static string? RemoveMentionsOfRecipient(this Activity activity) =>
        activity.RemoveMentionsOf(activity.Recipient?.Id);

    /// <summary>Removes all mentions of an account from the text of the activity.</summary>
    /// <param name="activity">The activity, whose text is changed.</param>
    /// <param name="id">Id of the account.</param>
    /// <returns>The remaining text.</returns>
    public static string? RemoveMentionsOf(this Activity activity, string? id)
    {
        var mentions = activity.ReadMentions().Where(mention => mention.Mentioned.Id == id).ToList();
        if (mentions.Count > 0) activity.Text = RemoveAll(activity.Text ?? "", new MentionScanner(mentions)).Trim();
        return activity.Text;
    }

    /// <summary>Replaces the mentions in the text of the activity by plain names.</summary>
    /// <param name="activity">The activity, whose text is changed.</param>
    /// <param name="maxLength">
    /// Maximum length of the text in characters, 0 or more. A text that would become longer is cut one character after
    /// it, so the caller can tell that it was too long.
    /// </param>
    /// <returns>The text with the names.</returns>
    public static string? ReplaceMentionsWithNames(this Activity activity, int maxLength = int.MaxValue - 1)
    {
        var mentions = activity.ReadMentions();
        if (mentions.Count > 0)
            activity.Text = ReplaceAll(activity.Text ?? "", new MentionScanner(mentions), maxLength);
        return activity.Text;
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

    private static string ReplaceAll(string text, MentionScanner mentions, int maxLength)
    {
        var result = new StringBuilder();
        var at = 0;
        while (result.Length <= maxLength && mentions.Next(text, at) is { } match)
        {
            result
                .Append(text, at, match.Start - at)
                .Append(match.Mention.Mentioned.Name ?? MentionScanner.NameOf(match.Mention));
            at = match.End;
        }
        result.Append(text, at, text.Length - at);
        return result.Length <= maxLength ? result.ToString() : result.ToString(0, maxLength + 1);
    }

    // One space remains between the surrounding words, but none before a comma or a full stop.
    private static string RemoveAll(string text, MentionScanner mentions)
    {
        var result = new StringBuilder();
        var at = 0;
        while (mentions.Next(text, at) is { } match)
        {
            result.Append(text, at, match.Start - at);
            while (result.Length > 0 && IsBlank(result[^1])) result.Length--;
            at = SkipBlanks(text, match.End);
            if (result.Length > 0 && !char.IsWhiteSpace(result[^1]) && at < text.Length && !char.IsWhiteSpace(text[at])
                && !",.;:!?".Contains(text[at], StringComparison.Ordinal))
                result.Append(' ');
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\u00A0';

    // Teams sometimes encodes the space after a mention.
    private static int SkipBlanks(string text, int at)
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
