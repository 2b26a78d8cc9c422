using System.Globalization;

namespace SupportBot.Cli.Feedback;

internal static class FeedbackText
{
    public static string Of(Core.Conversations.Feedback opinion)
    {
        var comment = opinion.Comment.Length > 0 ? $": {opinion.Comment}" : "";
        var at = opinion.GivenAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return $"thumb {(opinion.Helpful ? "up" : "down")}, {at}{comment}";
    }

    public static object Json(Core.Conversations.Feedback opinion) =>
        new { opinion.UserId, opinion.Helpful, opinion.Comment, opinion.GivenAt };
}
