using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Mcp;

/// <summary>The SDK's client, with one of the host's keys.</summary>
internal sealed class McpConnection(McpClient client) : IAsyncDisposable
{
    public const string Key = "public-key-of-at-least-thirty-two-characters";
    public const string AgentKey = "agents-key-of-at-least-thirty-two-characters";

    /// <summary>The settings of a host with both keys.</summary>
    public static (string Name, string Value)[] Configured =>
        [("Mcp:Key", Key), ("Mcp:AgentKey", AgentKey), ("Server:PublicUrl", "https://bot.example.com")];

    public static async Task<McpConnection> OpenAsync(ChatHost host, string key)
    {
        var transport = new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(host.Address, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {key}" },
        });
        return new McpConnection(await McpClient.CreateAsync(transport, cancellationToken: Cancel));
    }

    public async Task<IReadOnlyList<string>> ToolsAsync() =>
        [.. (await client.ListToolsAsync(cancellationToken: Cancel)).Select(tool => tool.Name).Order()];

    public async Task<CallToolResult> CallAsync(string tool, object arguments) => await client.CallToolAsync(
        tool, arguments.GetType().GetProperties().ToDictionary(
            property => property.Name, property => property.GetValue(arguments)), cancellationToken: Cancel);

    /// <summary>The text of a call that was refused.</summary>
    public async Task<string> RefusalAsync(string tool, object arguments)
    {
        var result = await CallAsync(tool, arguments);
        Assert.True(result.IsError);
        return Text(result);
    }

    public static string Text(CallToolResult result) =>
        Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;

    /// <summary>Posts a request as a program without the SDK does.</summary>
    /// <returns>The status, and the header Retry-After.</returns>
    public static async Task<(HttpStatusCode Status, TimeSpan? Wait)> PostAsync(
        ChatHost host, string? authorization, string? origin = null, string? body = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/mcp"))
        {
            Content = new StringContent(
                body ?? """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (origin is not null) request.Headers.Add("Origin", origin);
        using var response = await http.SendAsync(request, Cancel);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta);
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
