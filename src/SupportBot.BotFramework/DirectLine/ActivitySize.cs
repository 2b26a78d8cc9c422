using System.Text;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.DirectLine.Files;

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

    // The returned bytes are the size as UTF-8 JSON, without escapes in the text. Thumbnails of files have a limit of
    // their own.
    public static string? FindProblem(
        Activity activity, IReadOnlyList<UploadedFile> files, DirectLineOptions options, out int bytes)
    {
        var (text, attachments) = (activity.Text, activity.Attachments);
        activity.Text = null;
        if (files.Count > 0) activity.Attachments = null;
        var withoutText = ActivityJson.Write(activity).Length;
        (activity.Text, activity.Attachments) = (text, attachments);
        bytes = withoutText + Encoding.UTF8.GetByteCount(text ?? "")
            + (files.Count > 0 ? ActivityJson.WriteValue(attachments!).Length : 0);
        if (activity.ChannelData is { } data && ActivityJson.WriteValue(data).Length > options.LargestChannelData)
            return $"The member channelData must not exceed {options.LargestChannelData} bytes.";
        return withoutText > options.LargestActivity
            ? $"An activity without its text must not exceed {options.LargestActivity} bytes."
            : null;
    }
}
