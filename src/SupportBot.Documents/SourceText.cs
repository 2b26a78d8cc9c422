using System.Text;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents;

internal static class SourceText
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // UTF-8 with or without a byte order mark, or UTF-16 with one; line breaks become \n.
    public static string? Decode(ReadOnlySpan<byte> bytes, out ReadResult.Rejected? rejected)
    {
        rejected = null;
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return DecodeUtf16(bytes, out rejected);
        if (bytes.Contains((byte)0))
            rejected = new("This is a binary file, no text. Give it the name of its own kind, or leave it out.");
        if (rejected is not null) return null;
        try
        {
            return Strict.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes).ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException e)
        {
            var line = bytes[..Math.Clamp(e.Index, 0, bytes.Length)].Count((byte)'\n') + 1;
            rejected = new($"Line {line} is not valid UTF-8. Save the file as UTF-8.");
            return null;
        }
    }

    private static string? DecodeUtf16(ReadOnlySpan<byte> bytes, out ReadResult.Rejected? rejected)
    {
        rejected = null;
        var strict = new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: false, throwOnInvalidBytes: true);
        try
        {
            return strict.GetString(bytes[2..]).ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            rejected = new("It is not valid UTF-16. Save the file as UTF-8.");
            return null;
        }
    }
}
