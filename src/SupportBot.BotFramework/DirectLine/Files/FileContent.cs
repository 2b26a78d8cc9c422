using System.Text.Unicode;

namespace SupportBot.BotFramework.DirectLine.Files;

internal static class FileContent
{
    // Returns the type that the bytes are of; null if it is none that the server knows. Any text is plain text.
    public static FileType? Detect(ReadOnlySpan<byte> bytes)
    {
        var name = bytes switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n', ..] => "png",
            [0xFF, 0xD8, 0xFF, ..] => "jpeg",
            _ when bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) => "gif",
            _ when bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..12].SequenceEqual("WEBP"u8) => "webp",
            _ when bytes.StartsWith("%PDF-"u8) => "pdf",
            _ when bytes.StartsWith("PK\x03\x04"u8) => "zip",
            _ => IsText(bytes) ? "txt" : null,
        };
        return name is null ? null : FileType.Find(name);
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || !Utf8.IsValid(bytes)) return false;
        foreach (var b in bytes)
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f') or 0x7F) return false;
        // U+0080 to U+009F.
        for (var rest = bytes; rest.IndexOf((byte)0xC2) is >= 0 and var at; rest = rest[(at + 1)..])
            if (rest[at + 1] < 0xA0) return false;
        return true;
    }
}
