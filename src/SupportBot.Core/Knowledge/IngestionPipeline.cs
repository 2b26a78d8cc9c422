namespace SupportBot.Core.Knowledge;

/// <summary>
/// Brings the database in step with a source: find → read → chunk → store. Files whose content hash is known are passed
/// over; documents whose file is gone are deleted. A file that cannot be read is reported, and its last
/// good version stays, unless the file may be meant to be internal.
/// </summary>
/// <param name="store">Where documents go.</param>
/// <param name="readers">One a kind of files.</param>
/// <param name="defaults">Settings that shape documents; changed ones read every file again.</param>
public sealed class IngestionPipeline(DocumentStore store, IEnumerable<IDocumentReader> readers, DocumentDefaults defaults)
{
    /// <summary>Files of one transaction: few enough that other writers need not wait long.</summary>
    private const int BatchSize = 32;

    private readonly FileReading _reading = new(readers, defaults);

    public async Task<IngestionSummary> RunAsync(
        DocumentSource source, IProgress<IngestionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var known = await store.KnownAsync(cancellationToken).ConfigureAwait(false);
        var files = source.Find(_reading.Extensions);
        var summary = new IngestionSummary();
        var unclear = new HashSet<string>(StringComparer.Ordinal);
        var storing = Task.CompletedTask;
        foreach (var batch in files.Chunk(BatchSize))
        {
            var results = ReadAndChunk(batch, source, known, cancellationToken);
            // A batch is stored while the next one is read.
            await storing.ConfigureAwait(false);
            storing = store.ApplyAsync(source.Name, [.. results.OfType<FileResult.Changed>().Select(changed => changed.Document)], [], cancellationToken);
            foreach (var result in results) summary.Add(result);
            unclear.UnionWith(results.OfType<FileResult.Rejected>().Where(file => file.IsAudienceUnclear).Select(file => file.File.File));
            progress?.Report(new IngestionProgress(summary.Files, files.Count));
        }
        await storing.ConfigureAwait(false);
        var present = files.Select(file => file.Id).ToHashSet(StringComparer.Ordinal);
        summary.Deleted = await DeleteAsync(
            source, known, id => unclear.Contains(id) || (source.File is null && !present.Contains(id)), cancellationToken).ConfigureAwait(false);
        return summary;
    }

    /// <summary>Deletes all documents of a source.</summary>
    public async Task<IngestionSummary> RemoveAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        var known = await store.KnownAsync(cancellationToken).ConfigureAwait(false);
        return new IngestionSummary { Deleted = await DeleteAsync(source, known, _ => true, cancellationToken).ConfigureAwait(false) };
    }

    private List<FileResult> ReadAndChunk(
        FoundFile[] files, DocumentSource source, IReadOnlyDictionary<string, KnownDocument> known, CancellationToken cancellationToken) =>
        [.. files.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(file => _reading.Read(file, source, known.GetValueOrDefault(file.Id)))];

    /// <summary>Deletes documents that came from the source before.</summary>
    private async Task<int> DeleteAsync(
        DocumentSource source, IReadOnlyDictionary<string, KnownDocument> known, Func<string, bool> isGone, CancellationToken cancellationToken)
    {
        List<string> gone = [.. known.Where(pair => pair.Value.Source == source.Name && isGone(pair.Key)).Select(pair => pair.Key)];
        await store.ApplyAsync(source.Name, [], gone, cancellationToken).ConfigureAwait(false);
        return gone.Count;
    }
}
