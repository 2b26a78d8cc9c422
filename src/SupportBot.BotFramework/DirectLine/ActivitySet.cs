using System.Buffers;
using System.Globalization;
using System.Text;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>Writes <c>{"activities":[…],"watermark":"7"}</c> from activities that are JSON already.</summary>
internal static class ActivitySet
{
    /// <param name="activities">UTF-8 JSON of each.</param>
    /// <param name="watermark">Null for what is not in the log: the client's watermark then stays as it is.</param>
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
