namespace SupportBot.Core.Knowledge;

/// <summary>Parses files in this process, without limits of time and memory.</summary>
/// <param name="readers">One a kind of files.</param>
public sealed class DocumentParser(IEnumerable<IDocumentReader> readers) : IDocumentParser
{
    private readonly Dictionary<string, IDocumentReader> _readers = readers
        .SelectMany(reader => reader.Extensions.Select(extension => (extension, reader)))
        .ToDictionary(pair => pair.extension, pair => pair.reader, StringComparer.OrdinalIgnoreCase);

    public IReadOnlySet<string> Extensions => _readers.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);

    public Task<ParsedFile> ParseAsync(SourceFile file, CancellationToken cancellationToken) =>
        Task.FromResult(Parse(file));

    /// <exception cref="OutOfMemoryException">The memory does not suffice.</exception>
    public ParsedFile Parse(SourceFile file)
    {
        try
        {
            return _readers[Path.GetExtension(file.Id)].Read(file) switch
            {
                ReadResult.Read read => new(Chunker.Split(read.Document), null),
                ReadResult.Rejected rejected => new(null, rejected),
                var other => throw new InvalidOperationException($"{other} is no result."),
            };
        }
        // A file that a parser cannot bear must not stop the others.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ParsedFile.Reject($"It cannot be read: {e.Message} Simplify it, or leave it out.");
        }
    }

    public void Release()
    {
        // There is no state to release.
    }
}
