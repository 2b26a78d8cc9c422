using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;
using SupportBot.Core.Handoff;
using SupportBot.Turns;

namespace SupportBot.Handoff;

// A press of a button of ours. The case decides whether it still has a meaning, so a replayed press does nothing.
internal sealed record HandoffButton(
    string Action, string CaseId, int? Score = null, string? Reason = null, string? Comment = null)
{
    public const string Accept = "accept";
    public const string Decline = "decline";
    public const string Leave = "leave";
    public const string Rate = "rate";
    public const string Explain = "explain";
    public const string Remark = "remark";
    public const string Transcript = "transcript";

    public const string CommentField = "comment";
    public const int LongestComment = 2000;

    private const string Member = "handoff";
    private const int MaxReasonLength = 200;

    public static ReplyButton Create(
        string title, string action, string caseId, int? score = null, string? reason = null)
    {
        var value = new JObject { [Member] = action, ["case"] = caseId };
        if (score is not null) value["score"] = score;
        if (reason is not null) value["reason"] = reason;
        return new ReplyButton(title, value);
    }

    public static HandoffButton? Read(Activity activity)
    {
        var value = activity.Value;
        if (value.Text(Member) is not { } action || value.Text("case") is not { } caseId) return null;
        var score = value.Member("score") is JValue { Type: JTokenType.Integer } number ? (int?)(long)number : null;
        var reason = value.Text("reason");
        return new HandoffButton(
            action, caseId, score is >= 1 and <= 5 ? score : null,
            reason.Cut(MaxReasonLength), value.Text(CommentField)?.Trim().Cut(LongestComment));
    }

    public CaseCommand? Command => Action switch
    {
        Accept => new CaseCommand.Accept(),
        Decline => new CaseCommand.Decline(),
        Leave => new CaseCommand.Leave(),
        Rate when Score is { } score => new CaseCommand.Rate(score),
        Explain when Reason is { } reason => new CaseCommand.Rate(null, reason),
        Remark when Comment is { Length: > 0 } comment => new CaseCommand.Rate(null, null, comment),
        _ => null,
    };
}
