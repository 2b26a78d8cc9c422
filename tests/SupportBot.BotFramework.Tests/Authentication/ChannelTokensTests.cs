using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Tests.Authentication;

public sealed class ChannelTokensTests
{
    public static TheoryData<string> BadRows => [.. TokenMatrix.Bad.Keys];

    public static TheoryData<string> GoodRows => [.. TokenMatrix.Good.Keys];

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task A_bad_token_is_refused(string row)
    {
        using var issuer = new Issuer();
        Assert.IsType<TokenVerdict.Rejected>(await issuer.Tokens().VerifyAsync(TokenMatrix.Bad[row](issuer), Cancel));
    }

    [Theory]
    [MemberData(nameof(GoodRows))]
    public async Task A_good_token_is_accepted(string row)
    {
        using var issuer = new Issuer();
        var verdict = await issuer.Tokens().VerifyAsync(TokenMatrix.Good[row](issuer), Cancel);
        Assert.Equal(Issuer.ServiceUrl, Assert.IsType<TokenVerdict.Accepted>(verdict).Token.ServiceUrl);
    }

    [Theory]
    [InlineData(Issuer.ServiceUrl, true)]
    [InlineData("https://SMBA.trafficmanager.net/TEAMS/", true)]
    [InlineData("https://smba.trafficmanager.net/teams", false)]
    [InlineData("https://evil.example/teams/", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_token_speaks_for_its_own_service_address_only(string? address, bool expected) =>
        Assert.Equal(
            expected, new ChannelToken(Issuer.ServiceUrl, ["msteams"]).IsFrom(new Activity { ServiceUrl = address }));

    [Fact]
    public void A_token_without_a_service_address_speaks_for_none() =>
        Assert.False(new ChannelToken(null, ["msteams"]).IsFrom(new Activity { ServiceUrl = null }));

    [Theory]
    [InlineData("msteams", true)]
    [InlineData("MSTEAMS", false)]
    [InlineData("slack", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_key_speaks_for_the_channels_that_it_endorses(string? channel, bool expected) =>
        Assert.Equal(
            expected,
            new ChannelToken(Issuer.ServiceUrl, ["msteams"]).IsEndorsedFor(new Activity { ChannelId = channel }));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
