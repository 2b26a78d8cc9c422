using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Tests.Authentication;

public sealed class VerifiedTokensTests : IDisposable
{
    private readonly Issuer _issuer = new();

    [Fact]
    public async Task A_token_that_comes_again_is_not_verified_again()
    {
        var (tokens, bearer) = (_issuer.Tokens(), LongLived());
        Assert.Same(
            Assert.IsType<TokenVerdict.Accepted>(await VerifyAsync(tokens, bearer)), await VerifyAsync(tokens, bearer));
    }

    [Fact]
    public async Task A_verified_token_ends_in_its_time()
    {
        var (tokens, bearer) = (_issuer.Tokens(), _issuer.Sign());
        await VerifyAsync(tokens, bearer);
        _issuer.Clock.Advance(TimeSpan.FromMinutes(64));
        Assert.IsType<TokenVerdict.Accepted>(await VerifyAsync(tokens, bearer));
        _issuer.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<TokenVerdict.Rejected>(await VerifyAsync(tokens, bearer));
    }

    [Fact]
    public async Task A_verified_token_ends_with_its_key()
    {
        var (tokens, bearer) = (_issuer.Tokens(), LongLived());
        await VerifyAsync(tokens, bearer);
        _issuer.AddKey("key-2");
        _issuer.RemoveKey("key-1");
        _issuer.Clock.Advance(TimeSpan.FromDays(1));
        await VerifyAsync(tokens, bearer); // Still by the old keys, which are fetched anew behind.
        Assert.IsType<TokenVerdict.Rejected>(await VerifyAsync(tokens, bearer));
    }

    [Fact]
    public async Task A_verified_token_whose_key_now_speaks_for_other_channels_speaks_for_those()
    {
        var (tokens, bearer) = (_issuer.Tokens(), LongLived());
        await VerifyAsync(tokens, bearer);
        _issuer.Endorsements = ["webchat"];
        _issuer.Clock.Advance(TimeSpan.FromDays(1));
        await VerifyAsync(tokens, bearer);
        Assert.Equal(
            ["webchat"], Assert.IsType<TokenVerdict.Accepted>(await VerifyAsync(tokens, bearer)).Token.Endorsements);
    }

    [Fact]
    public async Task A_token_that_differs_in_its_signature_alone_is_another_token()
    {
        var (tokens, bearer) = (_issuer.Tokens(), LongLived());
        await VerifyAsync(tokens, bearer);
        var forged = bearer[..^8] + (bearer[^8..] == "AAAAAAAA" ? "BBBBBBBB" : "AAAAAAAA");
        Assert.IsType<TokenVerdict.Rejected>(await VerifyAsync(tokens, forged));
    }

    public void Dispose() => _issuer.Dispose();

    private string LongLived()
    {
        var claims = _issuer.Claims();
        claims["exp"] = _issuer.Seconds(TimeSpan.FromDays(3).TotalSeconds);
        return _issuer.Sign(claims);
    }

    private static Task<TokenVerdict> VerifyAsync(ChannelTokens tokens, string bearer) =>
        tokens.VerifyAsync($"Bearer {bearer}", TestContext.Current.CancellationToken);
}
