using System.Text.Json.Nodes;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.Teams;

/// <summary>What Teams says of an activity in <c>channelData</c>; whatever is missing or misshapen is null.</summary>
/// <param name="EventType">What happened, see <see cref="TeamsEventTypes"/>.</param>
/// <param name="TenantId">The Microsoft Entra tenant.</param>
/// <param name="Team">The team; null outside of teams.</param>
/// <param name="Channel">The team's channel; null outside of teams.</param>
public sealed record TeamsChannelData(string? EventType, string? TenantId, TeamInfo? Team, ChannelInfo? Channel)
{
    /// <summary>Reads an activity's <c>channelData</c>, whatever it is.</summary>
    public static TeamsChannelData Of(Activity activity)
    {
        var data = activity.ChannelData;
        return new TeamsChannelData(data.Text("eventType"), data.Member("tenant").Text("id"), ReadTeam(data.Member("team")), ReadChannel(data.Member("channel")));
    }

    private static TeamInfo? ReadTeam(JsonNode? team) =>
        team is JsonObject ? new TeamInfo(team.Text("id"), team.Text("name"), team.Text("aadGroupId")) : null;

    private static ChannelInfo? ReadChannel(JsonNode? channel) =>
        channel is JsonObject ? new ChannelInfo(channel.Text("id"), channel.Text("name"), channel.Text("type") ?? channel.Text("membershipType")) : null;
}

/// <summary>A team.</summary>
/// <param name="Id">Such as <c>19:…@thread.tacv2</c>.</param>
/// <param name="Name">Its name, where told.</param>
/// <param name="AadGroupId">Its group in Microsoft Entra.</param>
public sealed record TeamInfo(string? Id, string? Name, string? AadGroupId);

/// <summary>A channel of a team.</summary>
/// <param name="Id">Such as <c>19:…@thread.tacv2</c>.</param>
/// <param name="Name">Its name; null for the general channel.</param>
/// <param name="Type"><c>standard</c>, <c>private</c> or <c>shared</c>; null where Teams does not say.</param>
public sealed record ChannelInfo(string? Id, string? Name, string? Type);

/// <summary>Values of <see cref="TeamsChannelData.EventType"/>; there are more, and new ones come.</summary>
public static class TeamsEventTypes
{
    public const string EditMessage = "editMessage";
    public const string UndeleteMessage = "undeleteMessage";
    public const string SoftDeleteMessage = "softDeleteMessage";
}
