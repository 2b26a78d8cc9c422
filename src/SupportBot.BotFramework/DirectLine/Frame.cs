namespace SupportBot.BotFramework.DirectLine;

/// <summary>One text frame, the same for all sockets of a conversation.</summary>
/// <param name="After">The log's number before it.</param>
/// <param name="Through">The log's number with it.</param>
/// <param name="Bytes">UTF-8; nothing where clients see none of the entries.</param>
internal sealed record Frame(long After, long Through, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A sign of life.</summary>
    public static readonly Frame Empty = Live(ReadOnlyMemory<byte>.Empty);

    public bool IsLive => Through < 0;

    public static Frame Live(ReadOnlyMemory<byte> bytes) => new(-1, -1, bytes);

    /// <summary>
    /// The frames of a page, one activity each: DirectLineJS hands on the later activities of a frame only after a
    /// pause,
    /// and the next frame would overtake them.
    /// </summary>
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
