using System.Net;
using SupportBot.Widget;
using static SupportBot.Tests.Channels.Visitor;

namespace SupportBot.Tests.Channels;

public sealed class VisitorTokenTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tokens");

    [Fact]
    public async Task Each_new_visitor_gets_an_id_of_128_random_bits()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var ann = await ArriveAsync(host);
        using var ben = await ArriveAsync(host);
        Assert.Matches("^dl_[0-9a-f]{32}$", ann.User);
        Assert.NotEqual(ann.User, ben.User);
    }

    [Fact]
    public async Task A_token_is_good_for_its_conversation_until_the_days_are_over()
    {
        await using var host = await ChatHost.StartAsync(_folder, null, ("WebChat:ResumeDays", "2"));
        using var visitor = await ArriveAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(2));
        using var soon = await ArriveAsync(host, visitor.Token);
        Assert.Equal((visitor.Conversation, visitor.User), (soon.Conversation, soon.User));
        host.Clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromHours(1));
        using var late = await ArriveAsync(host, soon.Token);
        Assert.NotEqual(visitor.Conversation, late.Conversation);
    }

    [Fact]
    public async Task A_token_that_is_not_ours_begins_anew()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        var dot = visitor.Token.LastIndexOf('.');
        foreach (var forged in new[] { "nonsense", visitor.Token[..dot], visitor.Token[..(dot + 1)] + "AAAA" })
        {
            using var other = await ArriveAsync(host, forged);
            Assert.NotEqual(visitor.Conversation, other.Conversation);
        }
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("https://shop.example.com.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://shop.example.com", HttpStatusCode.Forbidden)]
    [InlineData("https://shop.example.com", HttpStatusCode.OK)]
    [InlineData("https://www.example.org", HttpStatusCode.OK)]
    public async Task Only_pages_of_allowed_origins_get_a_token(string origin, HttpStatusCode expected)
    {
        await using var host = await ChatHost.StartAsync(
            _folder, null, ("WebChat:AllowedOrigins:0", "https://shop.example.com"),
            ("WebChat:AllowedOrigins:1", "https://*.example.org"));
        using var visitor = await ArriveAsync(host);
        Assert.Equal(expected, (await visitor.PostAsync("/api/webchat/token", new { }, ("Origin", origin))).Status);
    }

    [Fact]
    public async Task The_hosts_own_frame_gets_a_token()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await visitor.PostAsync(
                    "/api/webchat/token", new { }, ("Origin", host.Address.GetLeftPart(UriPartial.Authority)))).Status);
    }

    [Fact]
    public async Task An_address_begins_so_many_conversations_a_minute_and_comes_back_for_free()
    {
        await using var host = await ChatHost.StartAsync(_folder, null, ("RateLimits:NewVisitorsPerMinute", "2"));
        using var ann = await ArriveAsync(host);
        using var ben = await ArriveAsync(host);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ann.PostAsync("/api/webchat/token", new { })).Status);
        using var again = await ArriveAsync(host, ann.Token);
        Assert.Equal(ann.Conversation, again.Conversation);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, (await ann.PostAsync("/api/webchat/token", new { })).Status);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"token\":7}")]
    [InlineData("{\"token\":")]
    [InlineData("\"\"")]
    public async Task A_body_that_is_none_is_refused(string body)
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var http = new HttpClient { BaseAddress = host.Address };
        using var response = await http.PostAsync(
            "/api/webchat/token", new StringContent(body), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_signing_key_is_readable_by_its_owner_alone()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(_folder.FullName, "webchat.key")));
    }

    [Theory]
    [InlineData("short", "", "Secrets")]
    [InlineData("", "bm90IDMyIGJ5dGVz", "SigningKeys")]
    public void Weak_secrets_and_keys_are_refused(string secret, string key, string setting)
    {
        var options = new WebChatOptions
        {
            Secrets = secret.Length > 0 ? [secret] : [],
            SigningKeys = key.Length > 0 ? [key] : [],
        };
        var wrong = Assert.Single(options.Validate(new(options)));
        Assert.Equal(setting, Assert.Single(wrong.MemberNames));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
