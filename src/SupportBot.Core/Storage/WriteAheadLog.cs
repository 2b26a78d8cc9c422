using System.Buffers.Binary;
using System.Numerics;

namespace SupportBot.Core.Storage;

// Detects damage in SQLite's write-ahead log that SQLite ignores: it treats a log with a wrong header as empty and
// reads only up to the first damaged frame, so committed content would be lost silently. Format:
// https://www.sqlite.org/walformat.html.
internal static class WriteAheadLog
{
    private const int HeaderSize = 32;
    private const int FrameHeaderSize = 24;
    private const uint Magic = 0x377f0682;
    private const uint FormatVersion = 3007000;

    public static string PathOf(string database) => database + "-wal";

    public static bool HasContent(string database) =>
        new FileInfo(PathOf(database)) is { Exists: true, Length: > HeaderSize };

    // Whether committed content is lost. The tail that a power failure cut off contains no completed commit. A running
    // host may restart its log during the check, so a changed header is checked again.
    public static bool IsDamaged(string database) =>
        DamagedHeader(database) is { } first
            && DamagedHeader(database) is { } second
            && first.AsSpan().SequenceEqual(second);

    // Returns the header if the log is damaged, otherwise null.
    private static byte[]? DamagedHeader(string database)
    {
        if (!HasContent(database)) return null;
        try
        {
            using var log = new FileStream(
                PathOf(database), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var header = new byte[HeaderSize];
            if (log.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize) return null;
            return IsHeader(header) && !HasDamagedFrames(log, header) ? null : header;
        }
        catch (FileNotFoundException)
        {
            // The last process to use the database has just checkpointed and deleted the log.
            return null;
        }
    }

    private static bool IsHeader(ReadOnlySpan<byte> header) =>
        (Number(header) & ~1u) == Magic && Number(header[4..]) == FormatVersion
        && BitOperations.IsPow2(PageSize(header)) && PageSize(header) is >= 512 and <= 65536
        && Checksum(header, header[..24], (0, 0)) == (Number(header[24..]), Number(header[28..]));

    // Each commit is on disk before the next transaction begins, so a damaged frame before a later transaction was
    // complete once.
    private static bool HasDamagedFrames(Stream log, ReadOnlySpan<byte> header)
    {
        var frame = new byte[FrameHeaderSize + PageSize(header)];
        var sum = (Number(header[24..]), Number(header[28..]));
        var (isWhole, hasCommitted) = (true, false);
        while (log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            // Otherwise from before the log was restarted.
            var isCurrent = frame.AsSpan(8, 8).SequenceEqual(header[16..24]);
            if (isWhole)
            {
                sum = Checksum(header, frame.AsSpan(FrameHeaderSize), Checksum(header, frame.AsSpan(0, 8), sum));
                isWhole = isCurrent && sum == (Number(frame.AsSpan(16)), Number(frame.AsSpan(20)));
            }
            if (isWhole || !isCurrent) continue;
            if (hasCommitted) return true;
            hasCommitted = Number(frame.AsSpan(4)) != 0;
        }
        return false;
    }

    private static int PageSize(ReadOnlySpan<byte> header) => (int)Number(header[8..]);

    private static uint Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static (uint, uint) Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> bytes, (uint, uint) sum)
    {
        var (first, second) = sum;
        var isBigEndian = (Number(header) & 1) == 1;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            first += Word(bytes, isBigEndian) + second;
            second += Word(bytes[4..], isBigEndian) + first;
        }
        return (first, second);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? Number(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
