namespace SupportBot.Core.Conversations;

/// <summary>A file to store in a conversation.</summary>
/// <param name="Id">128 random bits in hexadecimal.</param>
/// <param name="Name">Clean name with an extension.</param>
/// <param name="ContentType">Media type, as the bytes have it.</param>
/// <param name="Content">The bytes.</param>
public sealed record NewAttachment(string Id, string Name, string ContentType, byte[] Content);

/// <summary>A stored file without its content.</summary>
public sealed record StoredAttachment
{
    /// <summary>128 random bits in hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>Clean name with an extension.</summary>
    public required string Name { get; init; }

    /// <summary>Media type, as the bytes have it.</summary>
    public required string ContentType { get; init; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256 of the content, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
