using System.Text;

namespace SupportBot.BotFramework.Tests.DirectLine.Files;

/// <summary>Small files of each type.</summary>
internal static class Sample
{
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

    public static byte[] Of(string type) => type switch
    {
        "png" => Png,
        "jpeg" => Jpeg,
        "gif" => [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0],
        "webp" => [.. "RIFF"u8, 26, 0, 0, 0, .. "WEBPVP8L"u8, 0],
        "pdf" => [.. "%PDF-1.7\n"u8, 0xE2, 0xE3, 0xCF, 0xD3],
        "zip" => [.. "PK\u0003\u0004"u8, 20, 0, 0, 0],
        "html" => "<!doctype html><script>alert(1)</script>"u8.ToArray(),
        "svg" => "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(),
        "exe" => [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0],
        _ => Encoding.UTF8.GetBytes(type),
    };
}
