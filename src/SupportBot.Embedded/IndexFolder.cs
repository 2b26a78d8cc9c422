using Lucene.Net.Index;
using Lucene.Net.Store;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Bm25;

namespace SupportBot.Embedded;

/// <summary>A folder with a Lucene index, and the right to write to it where no other process has it.</summary>
internal sealed class IndexFolder : IDisposable
{
    private readonly FSDirectory _files;
    private IndexWriter? _writer;

    public IndexFolder(string path)
    {
        _files = FSDirectory.Open(path);
        _writer = TryOpenWriter();
    }

    public bool IsReadOnly => _writer is null;

    /// <summary>Gets the right to write, where its former owner has left it.</summary>
    public bool TryOwn() => (_writer ??= TryOpenWriter()) is not null;

    /// <summary>Deletes the index in a folder, which is derived, and no other file.</summary>
    /// <exception cref="IOException">Another process owns the index.</exception>
    public static void Empty(string path)
    {
        using var files = FSDirectory.Open(path);
        using var owner = files.MakeLock(IndexWriter.WRITE_LOCK_NAME);
        if (!owner.Obtain()) throw new IOException($"The search index in {path} is damaged and another process owns it. Stop that process, then start again.");
        foreach (var name in files.ListAll())
            if (name.StartsWith(IndexFileNames.SEGMENTS, StringComparison.Ordinal) || IndexFileNames.CODEC_FILE_PATTERN.IsMatch(name))
                files.DeleteFile(name);
    }

    /// <summary>The last commit, or an empty index where the owner has not made its first.</summary>
    /// <remarks>The owner compares every file with its checksum; that takes a second for some 300 MB.</remarks>
    public IndexReader ReadLast()
    {
        if (!DirectoryReader.IndexExists(_files)) return new MultiReader();
        var reader = DirectoryReader.Open(_files);
        if (!IsReadOnly)
            foreach (var leaf in reader.Leaves) leaf.AtomicReader.CheckIntegrity();
        return reader;
    }

    /// <summary>
    /// The last commit where it is another than a reader's, else null. Commits are told apart by name: Lucene's own check
    /// overlooks one that moves the position alone.
    /// </summary>
    public IndexReader? ReadNewerThan(IndexReader reader)
    {
        var last = SegmentInfos.GetLastCommitSegmentsFileName(_files);
        if (last is null) return null;
        if (reader is not DirectoryReader old) return DirectoryReader.Open(_files);
        return old.IndexCommit.SegmentsFileName == last ? null : DirectoryReader.OpenIfChanged(old, DirectoryReader.ListCommits(_files)[^1]);
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
            // After a full disk Lucene's writer is of no use any more; a new one goes on from the last commit, or from
            // nothing where the folder was deleted.
            _files.Directory.Create();
            writer.Rollback();
            _writer = TryOpenWriter();
            throw;
        }
    }

    public void Dispose()
    {
        _writer?.Rollback();
        _files.Dispose();
    }

    private IndexWriter? TryOpenWriter()
    {
        try
        {
            var writer = new IndexWriter(_files, new IndexWriterConfig(LanguageAnalyzers.Version, new FieldAnalyzer())
            {
                Similarity = FineLengthBm25.Tuned,
                WriteLockTimeout = 0,
                RAMBufferSizeMB = 64,
            });
            if (!DirectoryReader.IndexExists(_files)) writer.Commit();
            return writer;
        }
        catch (LockObtainFailedException)
        {
            return null;
        }
    }
}
