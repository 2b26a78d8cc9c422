namespace SupportBot.Core.Knowledge;

/// <summary>Reads one file format.</summary>
public interface IDocumentReader
{
    /// <summary>File name endings that it reads, in lower case, with the dot.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads a file. Ingestion reports exceptions of the parser as rejections.</summary>
    ReadResult Read(SourceFile file);
}

/// <summary>A file's content with all that shapes its document.</summary>
/// <param name="Id">Path relative to the documentation folder, with forward slashes.</param>
/// <param name="Bytes">The content.</param>
/// <param name="ContentHash">See <see cref="Document.ContentHash"/>.</param>
/// <param name="Defaults">What holds where the file says nothing.</param>
public sealed record SourceFile(string Id, ReadOnlyMemory<byte> Bytes, string ContentHash, DocumentDefaults Defaults);

/// <param name="BaseUrl">See <see cref="CanonicalUrl"/>.</param>
/// <param name="Language">Two-letter code.</param>
/// <param name="MaxFileBytes">Size of the largest file that is read.</param>
/// <param name="UrlTemplate">See <see cref="CanonicalUrl"/>.</param>
public sealed record DocumentDefaults(
    string BaseUrl = "", string Language = "en", long MaxFileBytes = 5_000_000, string UrlTemplate = "")
{
    /// <summary>How the folder that the file is of is published.</summary>
    public Site Site { get; init; } = new();
}
