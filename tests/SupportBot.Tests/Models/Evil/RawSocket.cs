using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace SupportBot.Tests.Models.Evil;

/// <summary>A visitor's socket, read as bytes.</summary>
internal sealed class RawSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[256 * 1024];

    public static async Task<RawSocket> OpenAsync(string address)
    {
        var socket = new RawSocket();
        await socket._socket.ConnectAsync(new Uri(address), Cancel);
        return socket;
    }

    /// <summary>Reads until a message answers an activity.</summary>
    /// <returns>
    /// What the bot sent, each activity as it came: what it gives back of the visitor's own words is left out.
    /// </returns>
    public async Task<IReadOnlyList<string>> UntilAnsweredAsync(string id)
    {
        var all = new List<string>();
        while (true)
        {
            using var frame = JsonDocument.Parse(await FrameAsync());
            foreach (var activity in frame.RootElement.GetProperty("activities").EnumerateArray().Where(IsOfBot))
            {
                all.Add(activity.GetRawText());
                if (Text(activity, "type") == "message" && Text(activity, "replyToId") == id) return all;
            }
        }
    }

    /// <summary>Whether an activity is not the visitor's own.</summary>
    public static bool IsOfBot(JsonElement activity) =>
        activity.GetProperty("from").GetProperty("role").GetString() == "bot";

    public void Dispose() => _socket.Dispose();

    private static string? Text(JsonElement activity, string name) =>
        activity.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task<string> FrameAsync()
    {
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(), Cancel);
            Assert.True(part.EndOfMessage);
            if (part.Count > 0) return Encoding.UTF8.GetString(_buffer, 0, part.Count);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
