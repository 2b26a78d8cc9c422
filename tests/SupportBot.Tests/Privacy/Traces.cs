using System.Text;
using System.Text.Json;

namespace SupportBot.Tests.Privacy;

/// <summary>Looks for texts in the bytes of files, in every form in which they may have been written.</summary>
internal static class Traces
{
    /// <summary>The files below a folder that hold any of the texts, each with what it holds.</summary>
    public static IReadOnlyList<string> In(string folder, params string[] texts) =>
    [
        .. from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
           where new FileInfo(file).Length > 0 // Locks are empty, and may not be read.
           let bytes = Read(file)
           from text in texts
           where Forms(text).Any(form => bytes.AsSpan().IndexOf(form) >= 0)
           select $"{Path.GetFileName(file)}: {text}",
    ];

    private static IEnumerable<byte[]> Forms(string text) =>
        from written in new[] { text, JsonEncodedText.Encode(text).ToString() }
        from encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode }
        select encoding.GetBytes(written);

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
