namespace SupportBot.Core.Knowledge;

/// <summary>Parses files of several formats into documents and chunks.</summary>
public interface IDocumentParser
{
    /// <summary>File name endings that are read, with the dot, whatever their case.</summary>
    IReadOnlySet<string> Extensions { get; }

    /// <param name="file">Its ending is one of <see cref="Extensions"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<ParsedFile> ParseAsync(SourceFile file, CancellationToken cancellationToken);

    /// <summary>Releases resources kept for further files. More files may follow later.</summary>
    void Release();
}

/// <param name="Document">Null if the file is rejected.</param>
/// <param name="Rejected">Why there is no document; null if there is one.</param>
public sealed record ParsedFile(ChunkedDocument? Document, ReadResult.Rejected? Rejected)
{
    public static ParsedFile Reject(string reason) => new(null, new ReadResult.Rejected(reason));
}
