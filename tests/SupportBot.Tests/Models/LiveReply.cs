using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace SupportBot.Tests.Models;

/// <summary>An answer that a test sends bit by bit: what is not sent has not come.</summary>
internal sealed class LiveReply
{
    private readonly Channel<byte[]> _bytes = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the request has come.</summary>
    public Task Asked => _asked.Task;

    public void Token(string text) => Bytes(Wire.Piece(new JsonObject { ["content"] = text }));

    public void Bytes(string text) => _bytes.Writer.TryWrite(Encoding.UTF8.GetBytes(text));

    /// <summary>Breaks the connection.</summary>
    public void Cut() => _cut.SetResult();

    /// <summary>Without a byte sent, the client has no headers either.</summary>
    public async Task ReplyAsync(HttpContext http, ModelRequest request)
    {
        _asked.SetResult();
        Replies.Begin(http);
        _ = _cut.Task.ContinueWith(_ => http.Abort(), TaskScheduler.Default);
        await foreach (var bytes in _bytes.Reader.ReadAllAsync(http.RequestAborted))
        {
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
