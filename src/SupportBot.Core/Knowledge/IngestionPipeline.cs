namespace SupportBot.Core.Knowledge;

/// <summary>
/// Synchronizes the database with a source: find → read → chunk → store. Files with a known content hash are skipped;
/// documents whose file is gone are deleted. A file that cannot be read is reported, and its last good version stays,
/// unless the file may be internal.
/// </summary>
/// <param name="store">Where documents go.</param>
/// <param name="parser">Makes documents of files.</param>
/// <param name="defaults">Settings that shape documents; changed ones read every file again.</param>
public sealed class IngestionPipeline(DocumentStore store, IDocumentParser parser, DocumentDefaults defaults)
{
    // Files per transaction, few enough that other writers do not wait long.
    private const int BatchSize = 32;

    // Files are read in order of their size in steps, so that slow files hold up few others.
    private const int SizeStep = 32_000;

    // A second parser may be a second process, whose start takes longer than parsing this many files.
    private const int MinFilesOfParser = 16;

    private readonly FileReading _reading = new(parser, defaults);

    public async Task<IngestionSummary> RunAsync(
        DocumentSource source, IProgress<IngestionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        (source, var known) = await RecognizeAsync(source, cancellationToken).ConfigureAwait(false);
        source = source with { Site = Site.Of(source.Root) };
        var files = source.Find(parser.Extensions);
        var summary = new IngestionSummary { Others = IgnoredFiles.In(source, parser.Extensions) };
        var unclear = new HashSet<string>(StringComparer.Ordinal);
        var storing = Task.CompletedTask;
        try
        {
            foreach (var batch in files.OrderBy(file => file.Length / SizeStep).Chunk(BatchSize))
            {
                var results = await ReadAsync(batch, source, known, cancellationToken).ConfigureAwait(false);
                // Stores a batch while the next one is read.
                await storing.ConfigureAwait(false);
                var changed = results.OfType<FileResult.Changed>().Select(result => result.Document);
                storing = store.ApplyAsync(source.Name, [.. changed], [], cancellationToken);
                foreach (var result in results) summary.Add(result);
                var rejected = results.OfType<FileResult.Rejected>().Where(file => file.IsAudienceUnclear);
                unclear.UnionWith(rejected.Select(result => result.File.File));
                progress?.Report(new IngestionProgress(summary.Files, files.Count));
            }
        }
        finally
        {
            parser.Release();
            await storing.ConfigureAwait(false);
        }
        var present = files.Select(file => file.Id).ToHashSet(StringComparer.Ordinal);
        summary.Deleted = await DeleteAsync(
            source, known, id => unclear.Contains(id) || (source.File is null && !present.Contains(id)),
            cancellationToken).ConfigureAwait(false);
        return summary;
    }

    /// <summary>Deletes all documents of a source.</summary>
    public async Task<IngestionSummary> RemoveAsync(
        DocumentSource source, CancellationToken cancellationToken = default)
    {
        (source, var known) = await RecognizeAsync(source, cancellationToken).ConfigureAwait(false);
        var deleted = await DeleteAsync(source, known, _ => true, cancellationToken).ConfigureAwait(false);
        return new IngestionSummary { Deleted = deleted };
    }

    // Merges sources that are the same folder under different names.
    private async Task<(DocumentSource, IReadOnlyDictionary<string, KnownDocument>)> RecognizeAsync(
        DocumentSource source, CancellationToken cancellationToken)
    {
        var known = await store.KnownAsync(cancellationToken).ConfigureAwait(false);
        var (recognized, names) = source.Among(
            known.Values.Select(document => document.Source).ToHashSet(StringComparer.Ordinal));
        if (names.All(name => name == recognized.Name)) return (recognized, known);
        await store.RenameSourcesAsync(names, recognized.Name, cancellationToken).ConfigureAwait(false);
        return (recognized, await store.KnownAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task<FileResult[]> ReadAsync(
        FoundFile[] files, DocumentSource source, IReadOnlyDictionary<string, KnownDocument> known,
        CancellationToken cancellationToken)
    {
        var results = new FileResult[files.Length];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Clamp(files.Length / MinFilesOfParser, 1, Environment.ProcessorCount),
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(files.Index(), parallel, async (file, ends) =>
            results[file.Index] = await _reading
                .ReadAsync(file.Item, source, known.GetValueOrDefault(file.Item.Id), ends).ConfigureAwait(false))
            .ConfigureAwait(false);
        return results;
    }

    private async Task<int> DeleteAsync(
        DocumentSource source, IReadOnlyDictionary<string, KnownDocument> known, Func<string, bool> isGone,
        CancellationToken cancellationToken)
    {
        List<string> gone = [.. known.Where(pair => pair.Value.Source == source.Name && isGone(pair.Key))
            .Select(pair => pair.Key)];
        await store.ApplyAsync(source.Name, [], gone, cancellationToken).ConfigureAwait(false);
        return gone.Count;
    }
}
