using System.Security.Cryptography;
using System.Text;

namespace SupportBot.Core.Knowledge;

/// <summary>What became of one file.</summary>
internal abstract record FileResult
{
    public sealed record Unchanged : FileResult;

    public sealed record Changed(ChunkedDocument Document, bool IsNew) : FileResult;

    /// <param name="File">The file and the reason.</param>
    /// <param name="IsAudienceUnclear">See <see cref="ReadResult.Rejected.IsAudienceUnclear"/>.</param>
    public sealed record Rejected(RejectedFile File, bool IsAudienceUnclear = false) : FileResult;
}

/// <summary>
/// Opens a file, passes it over where its content is known, lets the reader of its kind make a document of it, and takes
/// that apart into chunks.
/// </summary>
internal sealed class FileReading(IEnumerable<IDocumentReader> readers, DocumentDefaults defaults)
{
    private const int MostBytes = 5_000_000;

    /// <summary>Part of every content hash. Raise it when readers make other documents of the same bytes.</summary>
    private const string ReadersVersion = "2";

    private readonly Dictionary<string, IDocumentReader> _readers = readers
        .SelectMany(reader => reader.Extensions.Select(extension => (extension, reader)))
        .ToDictionary(pair => pair.extension, pair => pair.reader, StringComparer.OrdinalIgnoreCase);

    private readonly byte[] _shape = Encoding.UTF8.GetBytes($"{ReadersVersion}\n{defaults.BaseUrl}\n{defaults.Language}\n");

    /// <summary>File name endings that are read, with the dot.</summary>
    public IReadOnlySet<string> Extensions => _readers.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);

    public FileResult Read(FoundFile file, DocumentSource source, KnownDocument? known)
    {
        if (Objection(file, source, known) is { } objection) return Reject(file, objection);
        try
        {
            var bytes = File.ReadAllBytes(file.Path);
            var hash = Hash(bytes);
            return known?.Source == source.Name && known.ContentHash == hash
                ? new FileResult.Unchanged()
                : Read(new SourceFile(file.Id, bytes, hash, defaults), file, known is null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Reject(file, $"It cannot be opened: {e.Message} Check its permissions.");
        }
    }

    private FileResult Read(SourceFile content, FoundFile file, bool isNew)
    {
        try
        {
            return _readers[Path.GetExtension(file.Path)].Read(content) switch
            {
                ReadResult.Read read => new FileResult.Changed(Chunker.Split(read.Document), isNew),
                ReadResult.Rejected rejected => new FileResult.Rejected(new(file.Id, rejected.Reason), rejected.IsAudienceUnclear),
                var other => throw new InvalidOperationException($"{other} is no result."),
            };
        }
        catch (Exception e) // A file that a parser cannot bear must not stop the others.
        {
            return Reject(file, $"It cannot be read: {e.Message} Simplify it, or leave it out.");
        }
    }

    private string? Objection(FoundFile file, DocumentSource source, KnownDocument? known)
    {
        if (file.LeavesSource) return "It is a link to a place outside the folder. Put the file itself into the folder.";
        if (!_readers.ContainsKey(Path.GetExtension(file.Path))) return $"Files of this kind are not read. Those that are end in {string.Join(", ", _readers.Keys)}.";
        if (known is not null && known.Source != source.Name && IsThere(known.Source))
            return $"A document of this path was already ingested from {known.Source}. Rename one of them, or ingest the folder above both.";
        return new FileInfo(file.Path) is { Exists: true, Length: > MostBytes } large
            ? $"It has {large.Length / 1e6:0.0} MB, and {MostBytes / 1_000_000} MB are allowed. Split it into several documents."
            : null;
    }

    /// <summary>What came from a folder that is gone may be taken over; a source that is no path is the host's own.</summary>
    private static bool IsThere(string source) => !Path.IsPathRooted(source) || Directory.Exists(source);

    private static FileResult.Rejected Reject(FoundFile file, string reason) => new(new RejectedFile(file.Id, reason));

    private string Hash(byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_shape);
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
