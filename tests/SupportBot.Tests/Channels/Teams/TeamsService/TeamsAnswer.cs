using System.Globalization;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>What Teams answers to a request.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON.</param>
/// <param name="Broken">The rule that the request broke.</param>
/// <param name="RetryAfter">Seconds to wait.</param>
internal sealed record TeamsAnswer(int Status, JsonNode Body, Violation? Broken = null, int? RetryAfter = null)
{
    public bool IsRefusal => Status >= 300 || Broken is not null;

    public static TeamsAnswer Id(int status, string id) => new(status, new JsonObject { ["id"] = id });

    public static TeamsAnswer Empty(int status) => new(status, new JsonObject());

    public static TeamsAnswer Error(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    public static TeamsAnswer Refuse(
        TeamsRule rule, string what, int status = 400, string code = "BadRequest",
        string? message = null) => Error(status, code, message ?? what) with { Broken = new Violation(rule, what) };

    /// <summary>The bot is not where it would speak.</summary>
    /// <param name="what">What it did; null where it could not know.</param>
    public static TeamsAnswer NoMember(string? what = null) =>
        Error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.") with
        {
            Broken = what is null ? null : new Violation(TeamsRule.Conversation, what),
        };

    public static TeamsAnswer NoStream(string message, TeamsRule? rule = null) =>
        Error(403, "ContentStreamNotAllowed", message) with
        {
            Broken = rule is { } broken ? new Violation(broken, message) : null,
        };

    public static TeamsAnswer Throttle(TeamsRule rule, TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        return Refuse(
            rule, string.Create(CultureInfo.InvariantCulture, $"API calls quota exceeded; {seconds} s too early"), 429,
            "TooManyRequests", "API calls quota exceeded") with
        {
            RetryAfter = seconds,
        };
    }
}
