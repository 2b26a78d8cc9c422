using System.Security.Cryptography;

namespace SupportBot.BotFramework.DirectLine.Files;

/// <summary>An accepted file of a message.</summary>
/// <param name="Id">128 random bits in hexadecimal, from <see cref="NewId"/>.</param>
/// <param name="Name">Clean name with an extension.</param>
/// <param name="ContentType">Media type under which it is served.</param>
/// <param name="Content">The bytes.</param>
public sealed record UploadedFile(string Id, string Name, string ContentType, byte[] Content)
{
    /// <summary>Creates an id.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}

/// <summary>A stored file without its content.</summary>
/// <param name="Name">Name with an extension.</param>
/// <param name="ContentType">Media type under which it is served.</param>
/// <param name="Size">Size in bytes.</param>
public sealed record StoredFile(string Name, string ContentType, long Size);
