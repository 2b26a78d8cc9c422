namespace SupportBot.Core.Knowledge;

/// <summary>Makes documents, with their chunks, of files of several kinds.</summary>
public interface IDocumentParser
{
    /// <summary>File name endings that are read, with the dot, whatever their case.</summary>
    IReadOnlySet<string> Extensions { get; }

    /// <param name="file">Its ending is one of <see cref="Extensions"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<ParsedFile> ParseAsync(SourceFile file, CancellationToken cancellationToken);

    /// <summary>Frees what is kept for the next file. More files may follow later.</summary>
    void Release();
}

/// <param name="Document">Null if the file is rejected.</param>
/// <param name="Rejected">Why there is no document; null if there is one.</param>
public sealed record ParsedFile(ChunkedDocument? Document, ReadResult.Rejected? Rejected)
{
    public static ParsedFile Reject(string reason) => new(null, new ReadResult.Rejected(reason));
}
