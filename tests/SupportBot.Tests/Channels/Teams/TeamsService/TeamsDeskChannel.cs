using System.Globalization;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>A channel of a team, in which the bot begins threads. They share its limits.</summary>
/// <param name="id">Its id.</param>
/// <param name="clock">The time.</param>
internal sealed class TeamsDeskChannel(string id, TimeProvider clock)
{
    private readonly Rate _sends = new(factor: 1, clock);
    private int _storm;

    public string Id => id;

    /// <summary>Whether the bot's app is in the team.</summary>
    public bool HasBot { get; set; } = true;

    /// <summary>Whether messages that one member alone sees are taken.</summary>
    public bool TakesTargeted { get; set; } = true;

    public List<JsonObject> Members => Itself.Members;

    /// <summary>What is asked of the channel and not of a thread.</summary>
    public TeamsConversation Itself { get; } = new(id, "channel", clock) { Members = [] };

    /// <summary>In the order in which they began.</summary>
    public List<TeamsConversation> Threads { get; } = [];

    /// <summary>Messages that one member alone sees.</summary>
    public List<(string MemberId, JsonObject Message)> Targeted { get; } = [];

    public TeamsDeskChannel With(string memberId, string name, string objectId, string role = "user")
    {
        Members.Add(new JsonObject
        {
            ["id"] = memberId, ["name"] = name, ["aadObjectId"] = objectId, ["tenantId"] = TeamsDouble.Tenant,
            ["userRole"] = role, ["userPrincipalName"] = $"{name}@example.com",
        });
        return this;
    }

    /// <summary>Answers the next requests as a service that is too busy.</summary>
    public void Storm(int requests) => _storm = requests;

    /// <summary>Why a request is not answered by the rules; null where it is.</summary>
    public TeamsAnswer? Refuse()
    {
        if (!HasBot)
            return TeamsAnswer.Error(403, "BotNotInConversationRoster", "The bot is not part of the conversation.");
        if (_storm == 0) return null;
        _storm--;
        return TeamsAnswer.Error(429, "TooManyRequests", "API calls quota exceeded") with { RetryAfter = 1 };
    }

    public TeamsAnswer Begin(JsonObject root, string body)
    {
        if (_sends.Take() is { } wait) return TeamsAnswer.Throttle(TeamsRule.Rate, wait);
        if (MessageRules.Check(root, body) is { } refusal) return refusal;
        var rootId = string.Create(CultureInfo.InvariantCulture, $"{1_765_000_000_000 + Threads.Count}");
        var thread = new TeamsConversation($"{id};messageid={rootId}", "channel", clock, _sends)
        {
            Members = Members,
        };
        thread.Messages.Add(rootId, root);
        Threads.Add(thread);
        return new TeamsAnswer(201, new JsonObject { ["id"] = thread.Id, ["activityId"] = rootId });
    }

    public TeamsAnswer Target(JsonObject message, string body)
    {
        if (!TakesTargeted) return TeamsAnswer.Error(400, "BadArgument", "Targeted messages are not available.");
        if (_sends.Take() is { } wait) return TeamsAnswer.Throttle(TeamsRule.Rate, wait);
        var member = (message["recipient"] as JsonObject)?.Text("id") ?? "";
        if (Members.TrueForAll(each => each.Text("id") != member))
            return TeamsAnswer.Refuse(TeamsRule.Target, $"a targeted message to '{member}'");
        if (MessageRules.Check(message, body) is { } refusal) return refusal;
        Targeted.Add((member, message));
        return TeamsAnswer.Id(201, string.Create(CultureInfo.InvariantCulture, $"t{Targeted.Count}"));
    }
}
