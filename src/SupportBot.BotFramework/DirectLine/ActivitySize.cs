using System.Text;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.DirectLine;

internal static class ActivitySize
{
    // A truncated text is one ellipsis longer than the limit, so the bot still recognizes it as too long.
    public static void TruncateText(Activity activity, int maxLength)
    {
        if (activity.Text is null || activity.Text.Length <= maxLength) return;
        var text = activity.Text.AsSpan().Trim();
        if (text.Length > maxLength)
        {
            var surrogate = char.IsHighSurrogate(text[maxLength - 1]) ? 1 : 0;
            activity.Text = $"{text[..(maxLength + surrogate)]}…";
        }
        else
        {
            activity.Text = text.ToString();
        }
    }

    // The returned bytes are the size as UTF-8 JSON, without escapes in the text.
    public static string? FindProblem(Activity activity, DirectLineOptions options, out int bytes)
    {
        var text = activity.Text;
        activity.Text = null;
        var withoutText = ActivityJson.Write(activity).Length;
        activity.Text = text;
        bytes = withoutText + Encoding.UTF8.GetByteCount(text ?? "");
        if (activity.ChannelData is { } data && ActivityJson.WriteValue(data).Length > options.LargestChannelData)
            return $"The member channelData must not exceed {options.LargestChannelData} bytes.";
        return withoutText > options.LargestActivity
            ? $"An activity without its text must not exceed {options.LargestActivity} bytes."
            : null;
    }
}
