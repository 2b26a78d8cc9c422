using System.Text;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>Limits what one activity of a client may hold.</summary>
internal static class ActivitySize
{
    /// <summary>Cuts a text that is longer than the bot reads; what is left is still longer, by an ellipsis.</summary>
    public static void CutText(Activity activity, int longest)
    {
        if (activity.Text is null || activity.Text.Length <= longest) return;
        var text = activity.Text.AsSpan().Trim();
        if (text.Length > longest)
        {
            var half = char.IsHighSurrogate(text[longest - 1]) ? 1 : 0;
            activity.Text = $"{text[..(longest + half)]}…";
        }
        else
        {
            activity.Text = text.ToString();
        }
    }

    /// <summary>Measures an activity.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="options">The limits.</param>
    /// <param name="bytes">Its length as UTF-8 JSON, escapes in the text not counted.</param>
    /// <returns>What is too large; null where nothing is.</returns>
    public static string? Problem(Activity activity, DirectLineOptions options, out int bytes)
    {
        var text = activity.Text;
        activity.Text = null;
        var others = ActivityJson.Write(activity).Length;
        activity.Text = text;
        bytes = others + Encoding.UTF8.GetByteCount(text ?? "");
        if (activity.ChannelData is { } data && ActivityJson.WriteValue(data).Length > options.LargestChannelData)
            return $"The member channelData may have {options.LargestChannelData} bytes at most.";
        return others > options.LargestActivity
            ? $"An activity may have {options.LargestActivity} bytes at most, its text not counted."
            : null;
    }
}
