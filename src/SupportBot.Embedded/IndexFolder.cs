using Lucene.Net.Index;
using Lucene.Net.Store;
using Microsoft.Extensions.Logging;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Embedded.Bm25;

namespace SupportBot.Embedded;

/// <summary>
/// A folder with a Lucene index, and the right to write to it where no other process has it. Only the owner opens a writer,
/// deletes files and repairs damage; it holds a lock of ours, because Lucene.NET's own can be held by two processes at once.
/// </summary>
internal sealed class IndexFolder : IDisposable
{
    private readonly string _path;
    private readonly ILogger? _logger;
    private readonly FSDirectory _files;
    private readonly System.Threading.Lock _owning = new();
    private FileLock? _lock;
    private volatile IndexWriter? _writer;

    public IndexFolder(string path, ILogger? logger)
    {
        (_path, _logger) = (path, logger);
        System.IO.Directory.CreateDirectory(path);
        _files = FSDirectory.Open(new DirectoryInfo(path), NoLockFactory.GetNoLockFactory());
        TryOwn();
    }

    public bool IsReadOnly => _writer is null;

    /// <summary>Becomes the owner where there is none. A damaged index is emptied, so that it is filled from the database.</summary>
    /// <returns>False where another process owns the index.</returns>
    /// <exception cref="IOException">The folder cannot be written, for example because the disk is full.</exception>
    public bool TryOwn()
    {
        lock (_owning)
        {
            if (_writer is not null) return true;
            if ((_lock = FileLock.TryTake(Path.Combine(_path, IndexWriter.WRITE_LOCK_NAME))) is null) return false;
            try
            {
                EmptyIfDamaged();
                _writer = OpenWriter();
                return true;
            }
            catch
            {
                _lock.Dispose();
                throw;
            }
        }
    }

    /// <summary>
    /// The last commit where it is another than a reader's, else null. Commits are told apart by name: Lucene's own check
    /// overlooks one that moves the position alone.
    /// </summary>
    /// <remarks>
    /// The owner may commit and delete the files of the commit before while another process opens them: then the next look
    /// finds a newer commit. The same commit failing twice is damage.
    /// </remarks>
    public IndexReader? ReadNewerThan(IndexReader reader)
    {
        for (string? failed = null; ;)
        {
            var last = DirectoryReader.IndexExists(_files) ? SegmentInfos.GetLastCommitSegmentsFileName(_files) : null;
            if (last is null || (reader as DirectoryReader)?.IndexCommit.SegmentsFileName == last) return null;
            try
            {
                return reader is DirectoryReader old
                    ? DirectoryReader.OpenIfChanged(old, DirectoryReader.ListCommits(_files)[^1])
                    : DirectoryReader.Open(_files);
            }
            catch (IOException) when (IsReadOnly && failed != last)
            {
                failed = last;
            }
        }
    }

    /// <summary>Makes changes and commits them together; changes that fail leave no trace.</summary>
    public void Commit(Func<IndexWriter, IndexState> change)
    {
        var writer = _writer ?? throw new InvalidOperationException("Another process owns this index: only it can write.");
        try
        {
            writer.SetCommitData(CommitData.Of(change(writer)));
            writer.Commit();
        }
        catch
        {
            BeginAnew(writer);
            throw;
        }
    }

    public void Dispose()
    {
        _writer?.Rollback();
        _files.Dispose();
        _lock?.Dispose();
    }

    /// <summary>
    /// After a full disk Lucene's writer is of no use any more; a new one goes on from the last commit, or from nothing
    /// where the folder was deleted, and the lock file with it.
    /// </summary>
    private void BeginAnew(IndexWriter broken)
    {
        lock (_owning)
        {
            _files.Directory.Create();
            broken.Rollback();
            _writer = null;
            _lock?.Dispose();
            TryOwn();
        }
    }

    /// <summary>Compares every file with its checksum; that takes a second for some 300 MB.</summary>
    private void EmptyIfDamaged()
    {
        if (!DirectoryReader.IndexExists(_files)) return;
        try
        {
            using var reader = DirectoryReader.Open(_files);
            foreach (var leaf in reader.Leaves) leaf.AtomicReader.CheckIntegrity();
        }
        catch (Exception e) when (e is not UnauthorizedAccessException) // Damaged files make Lucene throw nearly anything.
        {
            _logger?.LogWarning(
                "The search index in {Path} was damaged ({Reason}). It is built again from the database.", _path, e.Message);
            Empty();
        }
    }

    /// <summary>Deletes the index, which is derived, and no other file.</summary>
    private void Empty()
    {
        foreach (var name in _files.ListAll())
            if (name.StartsWith(IndexFileNames.SEGMENTS, StringComparison.Ordinal) || IndexFileNames.CODEC_FILE_PATTERN.IsMatch(name))
                _files.DeleteFile(name);
    }

    private IndexWriter OpenWriter()
    {
        var writer = new IndexWriter(_files, new IndexWriterConfig(LanguageAnalyzers.Version, new FieldAnalyzer())
        {
            Similarity = FineLengthBm25.Tuned,
            RAMBufferSizeMB = 64,
        });
        if (!DirectoryReader.IndexExists(_files)) writer.Commit();
        return writer;
    }
}
