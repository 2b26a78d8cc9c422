using Lucene.Net.Index;
using Lucene.Net.Store;
using Microsoft.Extensions.Logging;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Embedded.Bm25;

namespace SupportBot.Embedded;

// Only one process owns the index: it opens a writer, deletes files and repairs damage. It holds a lock of our own,
// since two processes can hold the one of Lucene.NET at once.
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

    // Takes ownership if no process has it. A damaged index is emptied and refilled from the database. Returns false if
    // another process is the owner.
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

    // Returns the last commit if it differs from that of the reader, otherwise null. Commits are compared by name,
    // since Lucene's own check misses commits that change only the position. The owner may delete the files of a commit
    // while another process opens them; then the next attempt finds a newer commit. If the same commit fails twice it
    // is damaged.
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

    // Commits changes atomically; a failure leaves no trace.
    public void Commit(Func<IndexWriter, IndexState> change)
    {
        var writer = _writer
            ?? throw new InvalidOperationException("Another process owns this index: only it can write.");
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

    // After a full disk Lucene's writer is unusable. A new one continues from the last commit, or starts empty if the
    // folder and its lock file were deleted.
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

    // Verifies the checksum of every file, which takes about a second per 300 MB.
    private void EmptyIfDamaged()
    {
        if (!DirectoryReader.IndexExists(_files)) return;
        try
        {
            using var reader = DirectoryReader.Open(_files);
            foreach (var leaf in reader.Leaves) leaf.AtomicReader.CheckIntegrity();
        }
        // Damaged files make Lucene throw nearly anything.
        catch (Exception e) when (e is not UnauthorizedAccessException)
        {
            _logger?.LogWarning(
                "The search index in {Path} was damaged ({Reason}). It is built again from the database.", _path,
                e.Message);
            Empty();
        }
    }

    // Deletes only the index files, which can be rebuilt.
    private void Empty()
    {
        foreach (var name in _files.ListAll())
            if (name.StartsWith(IndexFileNames.SEGMENTS, StringComparison.Ordinal)
                || IndexFileNames.CODEC_FILE_PATTERN.IsMatch(name))
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
