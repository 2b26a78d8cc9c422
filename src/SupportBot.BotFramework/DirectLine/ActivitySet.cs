using System.Buffers;
using System.Globalization;
using System.Text;

namespace SupportBot.BotFramework.DirectLine;

// Writes {"activities":[…],"watermark":"7"} around activities that are UTF-8 JSON already. Without a watermark, as for
// transient activities, the client keeps its own.
internal static class ActivitySet
{
    public static byte[] Write(IReadOnlyList<ReadOnlyMemory<byte>> activities, long? watermark)
    {
        var writer = new ArrayBufferWriter<byte>(64 + activities.Sum(a => a.Length + 1));
        writer.Write("{\"activities\":["u8);
        for (var i = 0; i < activities.Count; i++)
        {
            if (i > 0) writer.Write(","u8);
            writer.Write(activities[i].Span);
        }
        writer.Write("]"u8);
        if (watermark is { } number)
            writer.Write(
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"watermark\":\"{number}\"")));
        writer.Write("}"u8);
        return writer.WrittenSpan.ToArray();
    }
}
