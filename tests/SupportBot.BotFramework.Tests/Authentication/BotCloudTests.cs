using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Tests.Authentication;

public sealed class BotCloudTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/")]
    [InlineData("https://smba.trafficmanager.net/emea/7a0e3c1d/")]
    [InlineData("https://webchat.botframework.com/")]
    [InlineData("https://botframework.com")]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams")]
    public void A_channel_of_the_cloud_is_trusted(string url) => Assert.True(BotCloud.Public.Trusts(url));

    [Theory]
    [InlineData("http://smba.trafficmanager.net/teams/")]
    [InlineData("https://smba.trafficmanager.net:8443/teams/")]
    [InlineData("https://other.trafficmanager.net/teams/")]
    [InlineData("https://trafficmanager.net/")]
    [InlineData("https://x.smba.trafficmanager.net/")]
    [InlineData("https://user:word@smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net@evil.example/")]
    [InlineData("https://evilbotframework.com/")]
    [InlineData("https://botframework.com.evil.example/")]
    [InlineData("https://teams.microsoft.us/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("urn:botframework:directline")]
    [InlineData("smba.trafficmanager.net")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_not(string? url) => Assert.False(BotCloud.Public.Trusts(url));

    [Fact]
    public void Each_cloud_has_an_issuer_and_keys_of_its_own()
    {
        Assert.Equal(3, BotCloud.All.Select(c => c.Issuer).Distinct().Count());
        Assert.All(BotCloud.All, c => Assert.Equal("https", c.Metadata.Scheme));
        Assert.True(BotCloud.UsGovernment.Trusts("https://smba.infra.gov.teams.microsoft.us/"));
        Assert.False(BotCloud.China.Trusts("https://smba.trafficmanager.net/teams/"));
    }
}
