using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SupportBot.Core.Knowledge.Including;

namespace SupportBot.Core.Knowledge;

internal abstract record FileResult
{
    public sealed record Unchanged : FileResult;

    public sealed record Changed(ChunkedDocument Document, bool IsNew) : FileResult;

    public sealed record Rejected(RejectedFile File, bool IsAudienceUnclear = false) : FileResult;
}

internal sealed class FileReading(IDocumentParser parser, DocumentDefaults defaults)
{
    // Part of every content hash. Increment it when the readers produce different documents from the same bytes.
    private const string ReadersVersion = "4";

    // A network drive may not respond.
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(10);

    // Rejected content is not parsed again until it changes.
    private readonly ConcurrentDictionary<(string Source, string Id),
        (string Hash, FileResult.Rejected Result)> _rejected = new();

    public async Task<FileResult> ReadAsync(
        FoundFile file, DocumentSource source, KnownDocument? known, CancellationToken cancellationToken)
    {
        if (Objection(file, source, known) is { } objection) return Reject(file, objection);
        try
        {
            string? rejected = null;
            var bytes = await Task.Run(() => ReadFile(file, source, out rejected), cancellationToken)
                .WaitAsync(OpenTimeout, cancellationToken).ConfigureAwait(false);
            if (bytes is null) return Reject(file, rejected!);
            var shape = defaults with { Site = source.Site };
            var hash = Hash(bytes, shape);
            if (known?.Source == source.Name && known.ContentHash == hash) return new FileResult.Unchanged();
            return await ParseAsync(new SourceFile(file.Id, bytes, hash, shape), source, known is null,
                cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            return Reject(file, $"It cannot be opened: {e.Message} Check its permissions.");
        }
    }

    private byte[]? ReadFile(FoundFile file, DocumentSource source, out string? rejected) =>
        RegularFile.Read(file.Path, defaults.MaxFileBytes, out rejected) is { } bytes
            ? new Includes(source, defaults.MaxFileBytes).Expand(file.Id, bytes) : null;

    private async Task<FileResult> ParseAsync(
        SourceFile file, DocumentSource source, bool isNew, CancellationToken cancellationToken)
    {
        var key = (source.Name, file.Id);
        if (_rejected.TryGetValue(key, out var before) && before.Hash == file.ContentHash) return before.Result;
        var (document, rejected) = await parser.ParseAsync(file, cancellationToken).ConfigureAwait(false);
        if (document is not null) return new FileResult.Changed(document, isNew);
        var result = new FileResult.Rejected(new(file.Id, rejected!.Reason), rejected.IsAudienceUnclear);
        _rejected[key] = (file.ContentHash, result);
        return result;
    }

    private string? Objection(FoundFile file, DocumentSource source, KnownDocument? known)
    {
        if (file.LeavesSource)
            return "It is a link to a place outside the folder. Put the file itself into the folder.";
        if (!parser.Extensions.Contains(Path.GetExtension(file.Path)))
            return $"Files of this kind are not read. Those that are end in {string.Join(", ", parser.Extensions)}.";
        if (ExcludedFiles.Reason(Path.GetFileName(file.Path)) is { } reason) return reason;
        return known is not null && known.Source != source.Name && IsThere(known.Source)
            ? $"A document of this path was already ingested from {known.Source}. "
                + "Rename one of them, or ingest the folder above both."
            : null;
    }

    // Documents of a removed folder can be taken over. A source that is not a path belongs to the host.
    private static bool IsThere(string source) =>
        SourceNames.FolderOf(source) is not { } folder || Directory.Exists(folder);

    private static FileResult.Rejected Reject(FoundFile file, string reason) => new(new RejectedFile(file.Id, reason));

    private static string Hash(byte[] bytes, DocumentDefaults shape)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var settings = string.Join(
            '\n', ReadersVersion, shape.BaseUrl, shape.UrlTemplate, shape.Language, shape.Site, "");
        hash.AppendData(Encoding.UTF8.GetBytes(settings));
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
