using Microsoft.Bot.Schema;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Channels.Teams;
using Sent = SupportBot.BotFramework.Connector.ConnectorResult<Microsoft.Bot.Schema.ResourceResponse>;

namespace SupportBot.Tests.Channels.Teams;

public sealed class TeamsStreamTests
{
    private static readonly Sent Begun = new Sent.Succeeded(new ResourceResponse("s1"));
    private static readonly Sent Taken = new Sent.Succeeded(new ResourceResponse(null));

    private readonly FakeTimeProvider _clock = new();
    private readonly List<(double At, string Text, string Type, int Sequence, string? Id)> _chunks = [];
    private readonly Queue<Func<Task<Sent>>> _answers = [];
    private readonly TeamsStream _stream;
    private readonly DateTimeOffset _start;

    public TeamsStreamTests()
    {
        _start = _clock.GetUtcNow();
        _stream = new TeamsStream(SendAsync, _clock);
    }

    [Fact]
    public async Task A_reply_that_is_quick_has_no_stream()
    {
        _stream.Announce("Searching…");
        _stream.Write("Done.");
        await PassAsync(0.4);
        await _stream.CloseAsync();
        await PassAsync(5);
        Assert.Empty(_chunks);
        Assert.Null(_stream.Id);
    }

    [Fact]
    public async Task Chunks_are_numbered_from_one_and_the_newest_text_goes_when_its_time_comes()
    {
        _stream.Announce("Suche …");
        await PassAsync(1);
        foreach (var text in new[] { "A", "A b", "A b c" }) _stream.Write(text);
        await PassAsync(0.9);
        _stream.Write("A b c d");
        await PassAsync(3);
        Assert.Equal(
            [(0.5, "Suche …", "informative", 1, null), (2.0, "A b c d", "streaming", 2, "s1")],
            _chunks);
        Assert.Equal("s1", _stream.Id);
    }

    [Fact]
    public async Task What_was_shown_is_not_sent_again_and_nothing_empty_is()
    {
        _stream.Write("");
        await PassAsync(3);
        foreach (var text in new[] { "A", "A", "A b" })
        {
            _stream.Write(text);
            await PassAsync(3);
        }
        Assert.Equal(["A", "A b"], _chunks.Select(chunk => chunk.Text));
    }

    [Fact]
    public async Task The_end_waits_for_the_answer_to_the_last_chunk_and_for_a_second_after_it()
    {
        var answer = new TaskCompletionSource<Sent>();
        _answers.Enqueue(() => answer.Task);
        _stream.Announce("Searching…");
        await PassAsync(1);
        _stream.Write("never shown");
        var closing = _stream.CloseAsync();
        await PassAsync(3);
        Assert.False(closing.IsCompleted);
        answer.SetResult(Begun);
        await PassAsync(0.9);
        Assert.False(closing.IsCompleted);
        await PassAsync(0.2);
        await closing;
        Assert.Single(_chunks);
    }

    [Fact]
    public async Task Too_fast_means_slower_with_the_same_number()
    {
        _answers.Enqueue(() => Task.FromResult(Begun));
        _answers.Enqueue(() => Failed(429, "", "API calls quota exceeded"));
        for (var i = 1; i <= 60; i++)
        {
            _stream.Write(string.Concat(Enumerable.Range(0, i)));
            await PassAsync(0.1);
        }
        Assert.Equal([(0.5, 1), (2.0, 2), (5.0, 2)], _chunks.Select(chunk => (chunk.At, chunk.Sequence)));
    }

    [Theory]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream was cancelled by user.", StreamRefusal.Cancelled)]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream was canceled by user", StreamRefusal.Cancelled)]
    [InlineData(
        403, "ContentStreamNotAllowed", "Content stream finished due to exceeded streaming time.", StreamRefusal.Over)]
    [InlineData(
        403, "ContentStreamNotAllowed", "Content stream is not allowed on an already completed streamed message",
        StreamRefusal.Over)]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream is not allowed", StreamRefusal.NotAllowed)]
    [InlineData(400, "BadArgument", "Streaming api is not enabled", StreamRefusal.NotAllowed)]
    [InlineData(404, "ConversationNotFound", "", StreamRefusal.NotAllowed)]
    internal async Task A_refusal_ends_the_chunks(int status, string code, string message, StreamRefusal refusal)
    {
        _answers.Enqueue(() => Task.FromResult(Begun));
        _answers.Enqueue(() => Failed(status, code, message));
        foreach (var text in new[] { "A", "A b", "A b c" })
        {
            _stream.Write(text);
            await PassAsync(3);
        }
        Assert.Equal(2, _chunks.Count);
        Assert.Equal(("s1", refusal), (_stream.Id, _stream.Refusal));
    }

    [Fact]
    public async Task A_first_chunk_whose_fate_is_unknown_has_no_second()
    {
        _answers.Enqueue(() => Task.FromResult<Sent>(new Sent.Uncertain("no answer in time")));
        _stream.Write("A");
        await PassAsync(3);
        _stream.Write("A b");
        await PassAsync(5);
        Assert.Single(_chunks);
        Assert.Null(_stream.Id);
    }

    [Fact]
    public async Task A_later_chunk_whose_fate_is_unknown_uses_up_its_number()
    {
        _answers.Enqueue(() => Task.FromResult(Begun));
        _answers.Enqueue(() => Task.FromResult<Sent>(new Sent.Uncertain("HTTP 502")));
        foreach (var text in new[] { "A", "A b", "A b c" })
        {
            _stream.Write(text);
            await PassAsync(3.5);
        }
        Assert.Equal([1, 2, 3], _chunks.Select(chunk => chunk.Sequence));
    }

    [Fact]
    public async Task Chunks_end_before_the_two_minutes_of_a_stream_do()
    {
        for (var i = 1; i <= 130; i++)
        {
            _stream.Write(new string('a', i));
            await PassAsync(1, step: 0.5);
        }
        Assert.InRange(_chunks[^1].At, 95, 105);
        Assert.Equal(Enumerable.Range(1, _chunks.Count), _chunks.Select(chunk => chunk.Sequence));
        Assert.All(_chunks.Zip(_chunks.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= 1.5));
    }

    [Fact]
    public async Task What_is_being_done_is_said_in_less_than_a_kilobyte()
    {
        _stream.Announce(string.Concat(Enumerable.Repeat("Größe😀", 500)));
        await PassAsync(1);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(_chunks.Single().Text), 100, 1024);
    }

    private async Task<Sent> SendAsync(Activity chunk)
    {
        var info = chunk.Entities!.Single().Properties!;
        Assert.Equal(ActivityTypes.Typing, chunk.Type);
        _chunks.Add(
            (
                Math.Round((_clock.GetUtcNow() - _start).TotalSeconds, 1), chunk.Text!, (string)info["streamType"]!,
                (int)info["streamSequence"]!, (string?)info["streamId"]));
        return _answers.TryDequeue(out var answer) ? await answer() : _chunks.Count == 1 ? Begun : Taken;
    }

    private static Task<Sent> Failed(int status, string code, string message) =>
        Task.FromResult<Sent>(new Sent.Failed(status, code, message));

    /// <summary>
    /// Lets time pass in small steps, and after each what waits for it run: on the pool, which other tests share.
    /// </summary>
    private async Task PassAsync(double seconds, double step = 0.1)
    {
        for (var steps = (int)Math.Round(seconds / step); steps > 0; steps--)
        {
            _clock.Advance(TimeSpan.FromSeconds(step));
            await Task.Delay(1, TestContext.Current.CancellationToken);
            while (ThreadPool.PendingWorkItemCount > 0) await Task.Yield();
        }
    }
}
