using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.Channels.Teams;

namespace SupportBot.Tests.Channels.Teams;

public sealed class TenantRuleTests
{
    private const string Own = TeamsRoster.Own;
    private const string Other = TeamsRoster.Other;

    [Theory]
    [InlineData("msteams", Own, "", true)]
    [InlineData("msteams", Own, Own, true)]
    [InlineData("msteams", "", Own, true)]
    [InlineData("msteams", Own, Other, false)]
    [InlineData("msteams", Other, Own, false)]
    [InlineData("msteams", Other, "", false)]
    [InlineData("msteams", "", "", false)]
    [InlineData("webchat", "", "", true)]
    [InlineData("webchat", Own, "", true)]
    [InlineData("webchat", Other, "", false)]
    public void By_default_the_bots_own_tenant_is_answered(
        string channel, string tenant, string teamsTenant,
        bool expected) => Assert.Equal(expected, Rule([]).Admits(Activity(channel, tenant, teamsTenant)));

    [Theory]
    [InlineData(Other, Other, true)]
    [InlineData(Other, Own, false)]
    [InlineData(Other, "", false)]
    [InlineData("*", Other, true)]
    [InlineData("*", "", true)]
    public void A_list_names_who_is_answered_instead(string listed, string tenant, bool expected) =>
        Assert.Equal(expected, Rule([listed]).Admits(Activity("msteams", tenant, "")));

    [Theory]
    [InlineData(true, Other, true)]
    [InlineData(true, "", true)]
    [InlineData(false, Other, false)]
    public void Without_a_tenant_of_its_own_a_bot_answers_only_in_development(
        bool development, string tenant, bool expected) =>
        Assert.Equal(
            expected,
            Rule([], new BotFrameworkOptions { Development = development }).Admits(Activity("msteams", tenant, "")));

    [Fact]
    public void Each_strange_tenant_is_logged_once_and_nothing_of_what_its_people_write()
    {
        var log = new Logged<TenantRule>();
        var rule = Rule([], log: log);
        for (var i = 0; i < 300; i++)
        {
            var activity = Activity("msteams", new Guid(i / 2, 0, 0, new byte[8]).ToString(), "");
            activity.Text = "my secret";
            Assert.False(rule.Admits(activity));
        }
        Assert.Equal(100, log.Lines.Count);
        Assert.All(log.Lines, line => Assert.Equal(LogLevel.Warning, line.Level));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("contoso.com", "19:a@thread.tacv2", "Teams:Tenants: 'contoso.com' is not a tenant id.")]
    [InlineData(Own, "19%3aa%40thread.tacv2", "Teams:InternalChannels: '19%3aa%40thread.tacv2' is not a channel id.")]
    [InlineData(
        Own, "19:a@thread.tacv2;messageid=1",
        "Teams:InternalChannels: '19:a@thread.tacv2;messageid=1' is not a channel id.")]
    public void A_mistyped_id_is_named(string tenant, string channel, string expected)
    {
        var result = new SupportBot.Settings.SectionValidator<TeamsOptions>("Teams").Validate(
            null, new TeamsOptions { Tenants = [tenant, "*"], InternalChannels = [channel] });
        Assert.StartsWith(expected, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static TenantRule Rule(
        IReadOnlyList<string> tenants, BotFrameworkOptions? bot = null, Logged<TenantRule>? log = null) =>
        new(
            Options.Create(new TeamsOptions { Tenants = tenants }),
            bot ?? new BotFrameworkOptions { MicrosoftAppTenantId = Own },
            log ?? new Logged<TenantRule>());

    private static Activity Activity(string channel, string tenant, string teamsTenant) => new()
    {
        Type = ActivityTypes.Invoke,
        ChannelId = channel,
        Conversation = new ConversationAccount { Id = "a:1", TenantId = tenant },
            ChannelData = new Newtonsoft.Json.Linq.JObject
            {
                ["tenant"] = new Newtonsoft.Json.Linq.JObject { ["id"] = teamsTenant },
            },
    };
}
