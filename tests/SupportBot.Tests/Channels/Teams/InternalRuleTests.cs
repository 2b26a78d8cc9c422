using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;
using SupportBot.Channels.Teams;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>
/// Every combination of what decides about internal documents: one wrong or missing value is enough for public ones.
/// </summary>
public sealed class InternalRuleTests
{
    private const string Own = TeamsRoster.Own;
    private const string Channel = TeamsRoster.Channel;

    private static readonly string?[] Tenants = [Own, TeamsRoster.Other, null, ""];

    private readonly InternalRule _rule = new(Own, [Channel]);

    [Fact]
    public void Only_a_user_of_our_own_tenant_is_one_of_our_people()
    {
        var members =
            from role in new[] { "user", "guest", "anonymous", "owner", "USER", "", null }
            from tenant in Tenants
            from name in new[]
            {
                "ann@example.com",
                "ann_else.com#EXT#@example.com",
                "ann_else.com#ext#@example.com",
                null,
            }
            select Member(tenant, role, name);
        Assert.Equal(
            [(Own, "user", "ann@example.com"), (Own, "user", null!)],
            members.Where(_rule.IsTenantMember)
                .Select(member => (member.TenantId, member.UserRole, member.UserPrincipalName)));
    }

    [Fact]
    public void In_chats_the_one_member_decides_and_only_where_the_bot_is_alone_with_one_of_our_tenant()
    {
        var chats =
            from type in new[] { "personal", "groupChat", "channel", "Personal", "meeting", "", null }
            from isGroup in new bool?[] { true, false, null }
            from tenant in Tenants
            from teamsTenant in Tenants
            from person in new[] { "29:ann", "", null }
            from channelId in new[] { "msteams", "webchat", null }
            from team in new[] { "19:t", null }
            select Activity(type, "a:1", isGroup, tenant, teamsTenant, person, channelId, team, null, null);
        var decided = chats.Where(activity => _rule.RosterFor(activity) is not null).ToList();
        Assert.All(decided, activity =>
        {
            Assert.Equal(new Roster("a:1", "29:ann"), _rule.RosterFor(activity));
            Assert.Equal(("personal", "msteams"), (activity.Conversation!.ConversationType, activity.ChannelId));
            Assert.False(TeamsData.HasTeam(activity));
            Assert.NotEqual(true, activity.Conversation.IsGroup);
            Assert.All(TeamsData.TenantsOf(activity), tenant => Assert.Equal(Own, tenant));
        });
        // The tenant is said in one place or the other or both (5 ways), isGroup is false or missing (2).
        Assert.Equal(10, decided.Count);
    }

    [Fact]
    public void In_channels_all_members_decide_and_only_where_the_channel_is_listed_and_not_shared()
    {
        var threads =
            from type in new[] { "channel", "groupChat", "personal", null }
            from id in new[]
            {
                Channel,
                Channel + ";messageid=1",
                "19:other@thread.tacv2",
                "19:other@thread.tacv2;messageid=1",
                Channel.ToUpperInvariant(),
                "",
            }
            from tenant in Tenants
            from teamsTenant in Tenants
            from named in new[] { Channel, "19:other@thread.tacv2", null }
            from kind in new[] { "standard", "private", "shared", "unknownFutureValue", null }
            select Activity(type, id, true, tenant, teamsTenant, "29:ann", "msteams", "19:t", named, kind);
        var decided = threads.Where(activity => _rule.RosterFor(activity) is not null).ToList();
        Assert.All(decided, activity =>
        {
            Assert.Equal(new Roster(Channel, null), _rule.RosterFor(activity));
            Assert.Equal("channel", activity.Conversation!.ConversationType);
            Assert.NotEqual("19:other@thread.tacv2", TeamsData.ChannelOf(activity)!.Id);
            Assert.DoesNotContain(TeamsData.ChannelOf(activity)!.Type, new[] { "shared", "unknownFutureValue" });
        });
        // The tenant is said (5 ways), in the channel or a thread (2), the channel is named or not (2), of a kind that
        // has no strangers or none said (3).
        Assert.Equal(60, decided.Count);
    }

    [Fact]
    public void Somebody_of_another_tenant_does_not_become_ours_by_writing_in_our_conversation()
    {
        var activity = TeamsRoster.InChat();
        activity.From!.Properties = new JObject { ["tenantId"] = TeamsRoster.Other };
        Assert.Null(_rule.RosterFor(activity));
    }

    [Fact]
    public void Without_a_tenant_of_our_own_nobody_is_ours()
    {
        var rule = new InternalRule("", [Channel]);
        var activity = TeamsRoster.InChat();
        activity.Conversation!.TenantId = "";
        Assert.Null(rule.RosterFor(activity));
        Assert.False(rule.IsTenantMember(Member("", "user", null)));
    }

    private static TeamsChannelAccount Member(string? tenant, string? role, string? name) =>
        new() { Id = "29:ann", TenantId = tenant, UserRole = role, UserPrincipalName = name };

    private static Activity Activity(
        string? type, string id, bool? isGroup, string? tenant, string? teamsTenant, string? person, string? channelId,
        string? team, string? channel, string? kind) =>
        new()
    {
        ChannelId = channelId,
        From = new ChannelAccount { Id = person },
            Conversation = new ConversationAccount
            {
                Id = id,
                ConversationType = type,
                IsGroup = isGroup,
                TenantId = tenant,
            },
        ChannelData = new JObject
        {
            ["tenant"] = new JObject { ["id"] = teamsTenant },
            ["team"] = team is null ? null : new JObject { ["id"] = team },
            ["channel"] = new JObject { ["id"] = channel, ["type"] = kind },
        },
    };
}
