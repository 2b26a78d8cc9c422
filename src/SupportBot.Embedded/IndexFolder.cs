using Lucene.Net.Index;
using Lucene.Net.Store;
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
        if (_writer is not null && !DirectoryReader.IndexExists(_files)) _writer.Commit();
    }

    public bool IsReadOnly => _writer is null;

    /// <summary>The last commit, or an empty index where the owner has not made its first.</summary>
    public IndexReader ReadLast() => DirectoryReader.IndexExists(_files) ? DirectoryReader.Open(_files) : new MultiReader();

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
            writer.SetCommitData(change(writer).Write());
            writer.Commit();
        }
        catch
        {
            // After a full disk Lucene's writer is of no use any more; a new one goes on from the last commit.
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
            return new IndexWriter(_files, new IndexWriterConfig(LanguageAnalyzers.Version, new FieldAnalyzer())
            {
                Similarity = FineLengthBm25.Tuned,
                WriteLockTimeout = 0,
                RAMBufferSizeMB = 64,
            });
        }
        catch (LockObtainFailedException)
        {
            return null;
        }
    }
}
