using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Tests.Authentication;

public sealed class SigningKeysTests : IDisposable
{
    private readonly Issuer _issuer = new();

    [Fact]
    public async Task Many_first_callers_share_one_fetch()
    {
        var keys = _issuer.Keys();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => keys.GetAsync("key-1", Cancel)));
        Assert.Equal(1, _issuer.Fetched);
    }

    [Fact]
    public async Task A_new_key_is_found_at_once_when_the_last_fetch_is_five_minutes_old()
    {
        var tokens = _issuer.Tokens();
        Assert.IsType<TokenVerdict.Accepted>(await VerifyAsync(tokens, "key-1"));
        _issuer.AddKey("key-2");
        _issuer.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<TokenVerdict.Accepted>(await VerifyAsync(tokens, "key-2"));
    }

    [Fact]
    public async Task Made_up_key_ids_do_not_make_us_call_out()
    {
        var keys = _issuer.Keys();
        for (var i = 0; i < 100; i++) await keys.GetAsync($"made-up-{i}", Cancel);
        Assert.Equal(1, _issuer.Fetched);
    }

    [Fact]
    public async Task A_withdrawn_key_is_forgotten_within_a_day()
    {
        var keys = _issuer.Keys();
        await keys.GetAsync("key-1", Cancel);
        _issuer.AddKey("key-2");
        _issuer.RemoveKey("key-1");
        _issuer.Clock.Advance(TimeSpan.FromDays(1));
        await keys.GetAsync("key-1", Cancel); // Serves the old keys and fetches the new ones behind.
        Assert.DoesNotContain("key-1", (await keys.GetAsync("key-2", Cancel))!.Keys);
    }

    [Fact]
    public async Task Old_keys_serve_while_the_issuer_is_down()
    {
        var tokens = _issuer.Tokens();
        await VerifyAsync(tokens, "key-1");
        _issuer.IsDown = true;
        _issuer.Clock.Advance(TimeSpan.FromDays(3));
        Assert.IsType<TokenVerdict.Accepted>(await VerifyAsync(tokens, "key-1"));
    }

    [Fact]
    public async Task Without_keys_nothing_is_accepted_until_the_issuer_is_back()
    {
        var tokens = _issuer.Tokens();
        _issuer.IsDown = true;
        Assert.IsType<TokenVerdict.Unverifiable>(await VerifyAsync(tokens, "key-1"));
        _issuer.IsDown = false;
        _issuer.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.IsType<TokenVerdict.Accepted>(await VerifyAsync(tokens, "key-1"));
    }

    [Fact]
    public async Task Keys_on_another_host_than_the_metadata_are_not_fetched()
    {
        _issuer.KeysAt = "https://evil.example/keys";
        Assert.IsType<TokenVerdict.Unverifiable>(await VerifyAsync(_issuer.Tokens(), "key-1"));
        Assert.Equal(0, _issuer.Fetched);
    }

    public void Dispose() => _issuer.Dispose();

    private Task<TokenVerdict> VerifyAsync(ChannelTokens tokens, string key) =>
        tokens.VerifyAsync($"Bearer {_issuer.Sign(keyId: key)}", Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
