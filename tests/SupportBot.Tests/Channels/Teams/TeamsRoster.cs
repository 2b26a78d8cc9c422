using System.Net;
using System.Text;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Connector;
using SupportBot.Channels.Teams;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>Teams, asked who the members of a conversation are; the audience is found by what it says.</summary>
internal sealed class TeamsRoster : HttpMessageHandler
{
    public const string Own = "11111111-2222-3333-4444-555555555555";
    public const string Other = "99999999-2222-3333-4444-555555555555";
    public const string Channel = "19:desk@thread.tacv2";
    public const string OwnUser =
        """
        {"id":"29:ann","userRole":"user","tenantId":"11111111-2222-3333-4444-555555555555",
         "userPrincipalName":"ann@example.com"}
        """;
    public const string Guest =
        """
        {"id":"29:gus","userRole":"guest","tenantId":"11111111-2222-3333-4444-555555555555",
         "userPrincipalName":"gus_else.com#EXT#@example.com"}
        """;

    private readonly TeamsAudience _audience;

    public TeamsRoster(string tenant = Own)
    {
        var connector = new ConnectorCalls(
            new TrustedConnectors(new HttpClient(this), tokens: null, trusts: _ => true), Clock);
        var options = new TeamsOptions { InternalChannels = [Channel] };
        _audience = new TeamsAudience(
            connector, Options.Create(options), new BotFrameworkOptions { MicrosoftAppTenantId = tenant }, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

    /// <summary>What Teams answers to a path; a hang where null.</summary>
    public Func<string, (int Status, string Body)?> Answer { get; set; } =
        path => path.Contains("pagedmembers", StringComparison.Ordinal) ? (200, Page(OwnUser)) : (200, OwnUser);

    public List<string> Asked { get; } = [];

    public static string Page(params string[] members) => $$"""{"members":[{{string.Join(',', members)}}]}""";

    public static Activity InChat() => new()
    {
        Type = ActivityTypes.Message,
        ChannelId = Microsoft.Bot.Connector.Channels.Msteams,
        ServiceUrl = "https://smba.trafficmanager.net/teams/",
        From = new ChannelAccount { Id = "29:ann" },
        Conversation = new ConversationAccount { Id = "a:1", ConversationType = "personal", TenantId = Own },
    };

    public static Activity InChannel(string thread = ";messageid=1")
    {
        var activity = InChat();
        activity.Conversation = new ConversationAccount
        {
            Id = Channel + thread,
            ConversationType = "channel",
            IsGroup = true,
            TenantId = Own,
        };
        return activity;
    }

    public async Task<bool> IsInternalAsync(Activity activity) =>
        (await _audience.GetAsync(activity, TestContext.Current.CancellationToken)).Contains(Audience.Internal);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(Uri.UnescapeDataString(request.RequestUri!.PathAndQuery));
        if (Answer(Asked[^1]) is not { } answer)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("A hang ends by being given up.");
        }
        return new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Content = new StringContent(answer.Body, Encoding.UTF8, "application/json"),
        };
    }

    protected override void Dispose(bool disposing)
    {
        _audience.Dispose();
        base.Dispose(disposing);
    }
}
