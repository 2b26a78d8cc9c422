using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;
using SupportBot.Channels.Teams;

namespace SupportBot.Tests.Channels.Teams;

public sealed class TenantGateTests
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
    [InlineData("directline", Other, Other, true)]
    public void By_default_the_bots_own_tenant_is_answered(string channel, string tenant, string teamsTenant, bool expected) =>
        Assert.Equal(expected, Admits(Gate([]), Activity(channel, tenant, teamsTenant)));

    [Theory]
    [InlineData(Other, Other, true)]
    [InlineData(Other, Own, false)]
    [InlineData(Other, "", false)]
    [InlineData("*", Other, true)]
    [InlineData("*", "", true)]
    public void A_list_names_who_is_answered_instead(string listed, string tenant, bool expected) =>
        Assert.Equal(expected, Admits(Gate([listed]), Activity("msteams", tenant, "")));

    [Theory]
    [InlineData(true, Other, true)]
    [InlineData(true, "", true)]
    [InlineData(false, Other, false)]
    public void Without_a_tenant_of_its_own_a_bot_answers_only_in_development(bool development, string tenant, bool expected) =>
        Assert.Equal(expected, Admits(Gate([], new BotFrameworkOptions { Development = development }), Activity("msteams", tenant, "")));

    [Fact]
    public void Each_strange_tenant_is_logged_once_and_nothing_of_what_its_people_write()
    {
        var log = new Logged<TenantRule>();
        var gate = Gate([], log: log);
        for (var i = 0; i < 300; i++)
        {
            var activity = Activity("msteams", new Guid(i / 2, 0, 0, new byte[8]).ToString(), "");
            activity.Text = "my secret";
            Assert.False(Admits(gate, activity));
        }
        Assert.Equal(100, log.Lines.Count);
        Assert.All(log.Lines, line => Assert.Equal(LogLevel.Warning, line.Level));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("contoso.com", "19:a@thread.tacv2", "Teams:Tenants: 'contoso.com' is no tenant id.")]
    [InlineData(Own, "19%3aa%40thread.tacv2", "Teams:InternalChannels: '19%3aa%40thread.tacv2' is no channel id.")]
    [InlineData(Own, "19:a@thread.tacv2;messageid=1", "Teams:InternalChannels: '19:a@thread.tacv2;messageid=1' is no channel id.")]
    public void A_mistyped_id_is_named(string tenant, string channel, string expected)
    {
        var result = new SupportBot.Settings.SectionValidator<TeamsOptions>("Teams").Validate(null, new TeamsOptions { Tenants = [tenant, "*"], InternalChannels = [channel] });
        Assert.StartsWith(expected, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static TenantGate Gate(IReadOnlyList<string> tenants, BotFrameworkOptions? bot = null, Logged<TenantRule>? log = null) =>
        new(new Noting(), new TenantRule(Options.Create(new TeamsOptions { Tenants = tenants }), bot ?? new BotFrameworkOptions { MicrosoftAppTenantId = Own }, log ?? new Logged<TenantRule>()));

    /// <summary>Whether the bot gets the activity; an invoke that it does not get is forbidden.</summary>
    private static bool Admits(TenantGate gate, Activity activity)
    {
        var turn = new TurnContext(null!, activity);
        Assert.True(gate.OnTurnAsync(turn, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        var isAdmitted = turn.TurnState.Get<Noting>() is not null;
        Assert.Equal(isAdmitted ? null : 403, turn.TurnState.Get<InvokeResponse>()?.Status);
        return isAdmitted;
    }

    private sealed class Noting : ActivityHandler
    {
        public override Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            turnContext.TurnState.Set(this);
            return Task.CompletedTask;
        }
    }

    private static Activity Activity(string channel, string tenant, string teamsTenant) => new()
    {
        Type = ActivityTypes.Invoke,
        ChannelId = channel,
        Conversation = new ConversationAccount { Id = "a:1", TenantId = tenant },
        ChannelData = new System.Text.Json.Nodes.JsonObject { ["tenant"] = new System.Text.Json.Nodes.JsonObject { ["id"] = teamsTenant } },
    };
}
