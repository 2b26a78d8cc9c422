using System.Globalization;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>A chat or channel thread of which the bot is a member.</summary>
/// <param name="id">Its id.</param>
/// <param name="type"><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</param>
/// <param name="clock">The time.</param>
/// <param name="desk">The channel of which it is, or is a thread; null for others.</param>
internal sealed class TeamsConversation(string id, string type, TimeProvider clock, TeamsDeskChannel? desk = null)
{
    private readonly Rate _sends = desk?.Sends ?? new(factor: 1, clock);
    private readonly Rate _reads = desk?.Reads ?? new(factor: 2, clock);
    private readonly List<ChatStream> _streams = [];
    private int _ids;

    public string Id => id;
    public string Type => type;

    /// <summary>What the user sees: the messages that stand, by id, oldest first.</summary>
    public OrderedDictionary<string, JsonObject> Messages { get; } = [];

    /// <summary>Those who are in it, beside the bot.</summary>
    public List<JsonObject> Members { get; } = desk?.Members ??
    [
        new JsonObject
        {
            ["id"] = "29:ann",
            ["name"] = "Ann",
            ["aadObjectId"] = "00000000-0000-0000-0000-0000000000a1",
            ["tenantId"] = TeamsDouble.Tenant,
            ["userRole"] = "user",
        },
    ];

    /// <summary>The user presses Stop under the stream that runs.</summary>
    public void PressStop() => _streams.Single(stream => stream.IsOpen).Stop();

    /// <summary>A chunk is lost on the way, by a test's will.</summary>
    public void Lose() => _streams.FindLast(stream => stream.IsOpen)?.MayHaveGap = true;

    public IEnumerable<Violation> Unfinished() =>
        _streams
            .Where(stream => stream.IsOpen)
            .Select(stream => new Violation(TeamsRule.StreamUnfinished, $"stream {stream.Id} was never ended"));

    public TeamsAnswer Read(Func<JsonNode> members) =>
        _reads.Take() is { } wait ? TeamsAnswer.Throttle(TeamsRule.Rate, wait) : new TeamsAnswer(200, members());

    /// <summary>Counts a request that sends or creates.</summary>
    /// <returns>The refusal where it comes too early.</returns>
    public TeamsAnswer? TakeSend() =>
        _sends.Take() is { } wait ? TeamsAnswer.Throttle(TeamsRule.Rate, wait) : null;

    /// <param name="activity">What is sent.</param>
    /// <param name="body">The request.</param>
    /// <param name="next">The id of the message; null for the next one.</param>
    public TeamsAnswer Send(JsonObject activity, string body, string? next = null)
    {
        if (TakeSend() is { } early) return early;
        if (MessageRules.Check(activity, body) is { } refusal) return refusal;
        var infos = activity.Items("entities").Where(entity => entity.Text("type") == "streaminfo").ToList();
        if (infos.Count > 1) return TeamsAnswer.Refuse(TeamsRule.StreamOrder, "two streaminfo entities");
        if (infos.Count == 1) return Stream(activity, infos[0]);
        next ??= NextId();
        if (activity.Text("type") == "message") Messages.Add(next, activity);
        return TeamsAnswer.Id(201, next);
    }

    /// <summary>Sends something that one member alone sees.</summary>
    public TeamsAnswer Target(JsonObject activity, string body)
    {
        if (TakeSend() is { } early) return early;
        if (desk is null) return TeamsAnswer.Refuse(TeamsRule.Target, $"a targeted message in {id}");
        if (!desk.SupportsTargeted)
            return TeamsAnswer.Error(400, "BadArgument", "Targeted activities are not supported");
        if (MessageRules.Check(activity, body) is { } refusal) return refusal;
        var recipient = (activity["recipient"] as JsonObject)?.Text("id") ?? "";
        if (!desk.HasMember(recipient))
            return TeamsAnswer.Refuse(TeamsRule.Target, $"a targeted message to '{recipient}', who is no member");
        desk.Show(recipient, activity);
        return TeamsAnswer.Id(201, NextId());
    }

    public TeamsAnswer Update(string activityId, JsonObject activity, string body)
    {
        if (TakeSend() is { } early) return early;
        var stream = _streams.Find(stream => stream.Id == activityId);
        if (stream is null && !Messages.ContainsKey(activityId))
            return TeamsAnswer.Refuse(
                TeamsRule.UnknownActivity, $"update of {activityId}", 404, "ActivityNotFoundInConversation");
        if (stream is { IsOpen: false, IsDone: false })
            return TeamsAnswer.NoStream("Content stream was cancelled by user.", TeamsRule.StreamOver);
        if (activity.Items("entities").Exists(entity => entity.Text("type") == "streaminfo"))
            return TeamsAnswer.Refuse(TeamsRule.StreamOrder, "an update with streaminfo");
        if (MessageRules.Check(activity, body) is { } refusal) return refusal;
        stream?.IsDone = true;
        Messages[activityId] = activity;
        return TeamsAnswer.Id(200, activityId);
    }

    public TeamsAnswer Delete(string activityId)
    {
        if (TakeSend() is { } early) return early;
        return Messages.Remove(activityId)
            ? TeamsAnswer.Empty(200)
            : TeamsAnswer.Refuse(
                TeamsRule.UnknownActivity, $"deletion of {activityId}", 404, "ActivityNotFoundInConversation");
    }

    private TeamsAnswer Stream(JsonObject activity, JsonObject info)
    {
        if (type != "personal") return TeamsAnswer.NoStream("Content stream is not allowed", TeamsRule.StreamPlace);
        var isEnd = activity.Text("type") == "message";
        if (
            isEnd != (info.Text("streamType") == "final")
            || info.Text("streamType") is not ("informative" or "streaming" or "final"))
            return TeamsAnswer.Refuse(
                TeamsRule.StreamOrder, $"'{activity.Text("type")}' of stream type '{info.Text("streamType")}'");
        if (info.Text("streamId") is not { Length: > 0 } streamId)
            return isEnd
                ? TeamsAnswer.Refuse(TeamsRule.StreamOrder, "an end without its stream")
                : Start(activity, info);
        if (_streams.Find(stream => stream.Id == streamId) is not { } stream)
            return TeamsAnswer.Refuse(TeamsRule.StreamOrder, $"unknown stream {streamId}");
        if (!isEnd) return stream.Continue(activity, info);
        var answer = stream.End(activity, info);
        if (!answer.IsRefusal) Messages[streamId] = activity;
        return answer;
    }

    private TeamsAnswer Start(JsonObject activity, JsonObject info)
    {
        if (_streams.Exists(stream => stream is { IsOpen: true, IsExpired: false }))
            return TeamsAnswer.NoStream("Content stream is not allowed", TeamsRule.StreamPlace);
        var stream = new ChatStream(NextId(), clock);
        var answer = stream.Continue(activity, info);
        if (!answer.IsRefusal) _streams.Add(stream);
        return answer;
    }

    private string NextId() =>
        desk?.NextId() ?? string.Create(CultureInfo.InvariantCulture, $"{1_764_000_000_000 + ++_ids}");
}
