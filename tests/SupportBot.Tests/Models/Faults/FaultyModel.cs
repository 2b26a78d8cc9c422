namespace SupportBot.Tests.Models.Faults;

/// <summary>Makes a model fail, and lets the time pass that the host waits for it, and no more.</summary>
internal sealed class FaultyModel(ModelDouble model, WatchedClock clock, Task answered)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly int _before = model.Requests.Count;

    public Task Answers(ModelReply reply)
    {
        model.Next(reply);
        return Task.CompletedTask;
    }

    /// <summary>Fails so often, and then answers.</summary>
    public async Task RefusesAsync(int status, int times)
    {
        for (var i = 0; i < times; i++) model.Next(Replies.Status(status));
        if (times < 3) model.Next(Replies.Says(ModelFaultRow.First + ModelFaultRow.Second));
        // Before the model is asked others wait too, and would give up if the time passed.
        while (model.Requests.Count == _before) await Task.Delay(2, Cancel);
        while (model.Requests.Count - _before < Math.Min(3, times + 1))
        {
            clock.PassWaits(TimeSpan.FromSeconds(9));
            await Task.Delay(2, Cancel);
        }
    }

    public Task AsksForPatienceAsync(int status, Func<DateTimeOffset, string> retryAfter, int seconds)
    {
        model.Next(Replies.Status(status, retryAfter: retryAfter(clock.GetUtcNow())))
            .Next(Replies.Says(ModelFaultRow.First + ModelFaultRow.Second));
        // A date has no fractions of a second.
        return clock.PassAsync(TimeSpan.FromSeconds(seconds - 1), TimeSpan.FromSeconds(seconds), Cancel)
            .WaitAsync(Timeout, Cancel);
    }

    public async Task HangsAsync(TimeSpan limit, Action<LiveReply>? before = null)
    {
        var live = await BeginAsync();
        before?.Invoke(live);
        await PassAsync(limit);
    }

    public async Task DripsAsync(string said, TimeSpan limit)
    {
        var live = await BeginAsync();
        if (said.Length > 0) await SayAsync(live, said);
        live.Bytes("d");
        clock.Advance(TimeSpan.FromSeconds(9.9));
        live.Bytes("a");
        await PassAsync(limit - TimeSpan.FromSeconds(9.9));
    }

    public async Task HangsAfterAsync(string said, TimeSpan limit)
    {
        await SayAsync(await BeginAsync(), said);
        await PassAsync(limit);
    }

    public async Task DawdlesAsync(string said, TimeSpan pause, int times)
    {
        var live = await BeginAsync();
        await SayAsync(live, said);
        for (var i = 1; i < times; i++)
        {
            clock.Advance(pause);
            await SayAsync(live, " more");
        }
        await PassAsync(pause);
    }

    public async Task IsCutAsync(string said)
    {
        var live = await BeginAsync();
        await SayAsync(live, said);
        live.Cut();
    }

    private async Task<LiveReply> BeginAsync()
    {
        var live = new LiveReply();
        model.Next(live.ReplyAsync);
        await live.Asked.WaitAsync(Timeout, Cancel);
        return live;
    }

    /// <summary>Says something, and returns when the host has it and waits for more.</summary>
    private async Task SayAsync(LiveReply live, string text)
    {
        var waits = clock.NextChangeAsync(TimeSpan.FromSeconds(15));
        live.Token(text);
        await waits.WaitAsync(Timeout, Cancel);
    }

    /// <summary>Nothing is answered a moment before a limit.</summary>
    private async Task PassAsync(TimeSpan limit)
    {
        clock.Advance(limit - TimeSpan.FromMilliseconds(50));
        await Task.Yield();
        Assert.False(answered.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(50));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
