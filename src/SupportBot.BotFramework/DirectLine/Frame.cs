namespace SupportBot.BotFramework.DirectLine;

// A text frame, shared by all sockets of a conversation. After and Through are the log numbers before and after it;
// Bytes is UTF-8, empty if clients see none of the entries.
internal sealed record Frame(long After, long Through, ReadOnlyMemory<byte> Bytes)
{
    // Keep-alive.
    public static readonly Frame Empty = Transient(ReadOnlyMemory<byte>.Empty);

    public bool IsTransient => Through < 0;

    public static Frame Transient(ReadOnlyMemory<byte> bytes) => new(-1, -1, bytes);

    // One activity per frame: DirectLineJS pauses between the activities of a frame, so the next frame would overtake
    // them.
    public static IEnumerable<Frame> Of(LogPage page)
    {
        var after = page.After;
        for (var i = 0; i < page.Activities.Count; i++)
        {
            var (number, json) = page.Activities[i];
            var through = i == page.Activities.Count - 1 ? page.Through : number;
            yield return new Frame(after, through, ActivitySet.Write([json], through));
            after = through;
        }
        if (page.Activities.Count == 0 && page.Through > page.After)
            yield return new Frame(page.After, page.Through, default);
    }
}
