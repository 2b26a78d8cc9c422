using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels;

/// <summary>
/// Tokens, preflights, sockets and frames follow the same rules: each row is tried at all four places.
/// </summary>
public sealed class OriginTableTests : IDisposable
{
    private const string Secret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private static readonly string[] Origins =
    [
        "null", "file://", "chrome-extension://abcdefgh", "https://", "http://localhost", "http://localhost:3000",
        "https://localhost:8443",
        "http://127.0.0.1:5500",
        "http://[::1]:4200",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://192.168.1.5:3000",
        "https://shop.example",
        "http://shop.example", "https://shop.example:8443", "https://www.shop.example", "https://a.b.shop.example",
        "http://www.shop.example", "https://evilshop.example", "https://shop.example.evil.example",
        "https://user@shop.example", "https://shop.example/path", "HTTPS://SHOP.EXAMPLE",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("origins");

    public static TheoryData<string, string[]> Table => new()
    {
        {
            "",
                [
                    "http://localhost",
                    "http://localhost:3000",
                    "https://localhost:8443",
                    "http://127.0.0.1:5500",
                    "http://[::1]:4200",
                ]
        },
            {
                "*",
                [
                    .. Origins
                        .Skip(4)
                        .Where(origin => !origin.EndsWith("/path", StringComparison.Ordinal) && !origin.Contains('@')),
                ]
            },
        { "https://shop.example", ["https://shop.example", "HTTPS://SHOP.EXAMPLE"] },
        { "http://shop.example", ["https://shop.example", "http://shop.example", "HTTPS://SHOP.EXAMPLE"] },
        { "https://shop.example:*", ["https://shop.example", "https://shop.example:8443", "HTTPS://SHOP.EXAMPLE"] },
        { "https://shop.example:443", ["https://shop.example", "HTTPS://SHOP.EXAMPLE"] },
        { "https://*.shop.example", ["https://www.shop.example", "https://a.b.shop.example"] },
        { "http://localhost:*", ["http://localhost", "http://localhost:3000", "https://localhost:8443"] },
        { "http://localhost:3000", ["http://localhost:3000"] },
        {
            "https://shop.example https://*.shop.example",
            ["https://shop.example", "https://www.shop.example", "https://a.b.shop.example", "HTTPS://SHOP.EXAMPLE"]
        },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task An_origin_is_allowed_for_tokens_preflights_sockets_and_frames_alike(
        string setting, string[] allowed)
    {
        var patterns = setting
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((text, i) => ($"WebChat:AllowedOrigins:{i}", text));
        await using var host = await ChatHost.StartAsync(
            _folder, null, [.. patterns, ("WebChat:Secrets:0", Secret), ("RateLimits:NewVisitorsPerMinute", "1000")]);
        using var site = new Places(host.Address);
        await site.BeginAsync(Secret);
        var own = host.Address.GetLeftPart(UriPartial.Authority);
        foreach (var origin in Origins.Append(own))
        {
            var expected = origin == own || allowed.Contains(origin);
            Assert.Equal((origin, "token", expected), (origin, "token", await site.GivesTokenAsync(origin)));
            Assert.Equal(
                (origin, "preflight", expected), (origin, "preflight", await site.AllowsPreflightAsync(origin)));
            Assert.Equal((origin, "socket", expected), (origin, "socket", await site.OpensSocketAsync(origin)));
            // The policy of a frame cannot name an IPv6 address.
            var framed = expected && (!origin.Contains('[') || setting == "*");
            Assert.Equal((origin, "frame", framed), (origin, "frame", await site.AllowsFrameAsync(origin, own)));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The four places where an origin is judged.</summary>
    private sealed class Places(Uri host) : IDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = host };
        private string _conversation = "";

        /// <summary>Starts a conversation by a secret, whose tokens are bound to no page.</summary>
        public async Task BeginAsync(string secret)
        {
            var generated = await SendAsync(
                HttpMethod.Post, "/v3/directline/tokens/generate", ("Authorization", $"Bearer {secret}"));
            var token = (await JsonAsync(generated))["token"]!.GetValue<string>();
            _http.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
            var started = await SendAsync(HttpMethod.Post, "/v3/directline/conversations");
            _conversation = (await JsonAsync(started))["conversationId"]!.GetValue<string>();
        }

        public async Task<bool> GivesTokenAsync(string origin) =>
            (await SendAsync(HttpMethod.Post, "/api/webchat/token", ("Origin", origin))).StatusCode
            == HttpStatusCode.OK;

        public async Task<bool> AllowsPreflightAsync(string origin)
        {
            using var reply = await SendAsync(HttpMethod.Options, "/v3/directline/conversations",
                ("Origin", origin),
                ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "authorization"));
            return reply.Headers.TryGetValues("Access-Control-Allow-Origin", out var values)
                && values.Single() == origin;
        }

        public async Task<bool> OpensSocketAsync(string origin)
        {
            var resumed = await SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{_conversation}");
            var address = (await JsonAsync(resumed))["streamUrl"]!.GetValue<string>();
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Origin", origin);
            socket.Options.CollectHttpResponseDetails = true;
            try
            {
                await socket.ConnectAsync(new Uri(address), TestContext.Current.CancellationToken);
                return true;
            }
            catch (WebSocketException)
            {
                Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
                return false;
            }
        }

        public async Task<bool> AllowsFrameAsync(string origin, string own)
        {
            using var reply = await SendAsync(HttpMethod.Get, "/widget/frame");
            var sources = reply
                .Headers.GetValues("Content-Security-Policy")
                .Single()
                .Split("frame-ancestors ")[1]
                .Split(' ');
            return sources.Any(source => source == "'self'" ? origin == own : Matches(source, origin));
        }

        /// <summary>
        /// How a browser matches an ancestor with a source (Content Security Policy Level 3, section 6.7.2).
        /// </summary>
        private static bool Matches(string source, string origin)
        {
            if (
                !Uri.TryCreate(origin, UriKind.Absolute, out var page)
                || page.UserInfo.Length > 0
                || page.AbsolutePath != "/"
                || origin.EndsWith("/path", StringComparison.Ordinal)) return false;
            if (source == "*") return page.Scheme is "http" or "https";
            var (scheme, rest) = (source.Split("://")[0], source.Split("://")[1]);
            var colon = rest.LastIndexOf(':') is var at && at > rest.LastIndexOf(']') ? at : rest.Length;
            var (name, port) = (rest[..colon], rest[colon..].TrimStart(':'));
            return (page.Scheme == scheme || scheme == "http" && page.Scheme == "https")
                && (
                    name.StartsWith("*.", StringComparison.Ordinal)
                        ? page.Host.EndsWith(name[1..], StringComparison.Ordinal)
                        : page.Host == name)
                && (port == "*" || (port.Length == 0 ? page.IsDefaultPort : $"{page.Port}" == port));
        }

        public void Dispose() => _http.Dispose();

        private Task<HttpResponseMessage> SendAsync(
            HttpMethod method, string path, params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(method, path);
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            return _http.SendAsync(request, TestContext.Current.CancellationToken);
        }

        private static async Task<JsonNode> JsonAsync(HttpResponseMessage reply) =>
            (await reply.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }
}
