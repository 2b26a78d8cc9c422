using Lucene.Net.Index;
using Microsoft.Extensions.Logging;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Bm25;
using SupportBot.Embedded.Vectors;

namespace SupportBot.Embedded;

/// <summary>
/// The search engine that needs no server: Lucene BM25 and an exact vector scan over one folder. The process that gets
/// the folder's lock writes; every other opens the last committed state and reads. Vectors lie in the index beside the
/// words, so one commit holds both, and a restart needs nothing else.
/// </summary>
public sealed class EmbeddedSearchEngine : ISearchEngine, IDisposable
{
    private readonly IndexFolder _folder;
    private readonly TextQuery _queries = new(new FieldAnalyzer());
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Lock _following = new();
    private volatile IndexSnapshot _snapshot;
    private volatile bool _disposed;

    /// <summary>
    /// Opens the index in a folder, creating it if absent. The owner empties a damaged index, so that it stands at
    /// position 0 and whoever follows the database fills it again.
    /// </summary>
    /// <param name="path">The index folder, for example <c>data/index</c>.</param>
    /// <param name="logger">Told when the index was damaged.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public EmbeddedSearchEngine(string path, ILogger<EmbeddedSearchEngine>? logger = null)
    {
        _folder = new IndexFolder(path, logger);
        _snapshot = new IndexSnapshot(new MultiReader(), null);
        if (!_folder.IsReadOnly) Follow();
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Reading this property tries to take ownership, so that a short search by a command does not keep a host from its
    /// index.
    /// </remarks>
    public bool IsReadOnly => _folder.IsReadOnly && !TakeOver();

    public Task<IndexState> StateAsync(CancellationToken cancellationToken) =>
        ReadAsync(snapshot => snapshot.State, cancellationToken);

    public Task ApplyAsync(IndexChanges changes, CancellationToken cancellationToken) => WriteAsync((writer, state) =>
        Write(writer, state, changes, cancellationToken), cancellationToken);

    public Task RebuildAsync(
        IAsyncEnumerable<IndexChanges> pages, CancellationToken cancellationToken) => WriteAsync((writer, _) =>
    {
        writer.DeleteAll();
        // On a thread of its own: Lucene's writer does not wait for others.
        return pages.ToBlockingEnumerable(cancellationToken)
            .Aggregate(IndexState.Empty, (state, changes) => Write(writer, state, changes, cancellationToken));
    }, cancellationToken);

    public Task ReplaceVectorsAsync(
        VectorSet vectors, CancellationToken cancellationToken) => WriteAsync((writer, state) =>
    {
        writer.DeleteAll();
        writer.AddIndexes([.. _snapshot.Reader.Leaves.Select(
            leaf => new ReplacedVectorsReader(leaf.AtomicReader, vectors, cancellationToken))]);
        return state.After(vectors);
    }, cancellationToken);

    public Task<SearchHits> SearchAsync(SearchRequest request, CancellationToken cancellationToken) =>
        ReadAsync(snapshot => snapshot.Search(request, _queries, cancellationToken), cancellationToken);

    public Task<WordCounts> CountAsync(
        IReadOnlyList<string> words, string language, CancellationToken cancellationToken) =>
        ReadAsync(snapshot => snapshot.Count(words, language, _queries, cancellationToken), cancellationToken);

    /// <summary>Keeps the last commit and releases the index to other processes.</summary>
    public void Dispose()
    {
        _writing.Wait();
        _disposed = true;
        _snapshot.Release();
        _folder.Dispose();
        _writing.Dispose();
    }

    private static IndexState Write(
        IndexWriter writer, IndexState state, IndexChanges changes, CancellationToken cancellationToken)
    {
        var after = state.After(changes);
        foreach (var document in changes.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.UpdateDocuments(
                Key(document.DocumentId), LuceneFields.Of(document, changes.ModelHash == after.ModelHash));
        }
        foreach (var document in changes.Deleted) writer.DeleteDocuments(Key(document));
        return after;
    }

    private static Term Key(string documentId) => new(LuceneFields.DocumentId, documentId);

    private Task<T> ReadAsync<T>(Func<IndexSnapshot, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsOwner()) FollowOwner();
        var snapshot = Acquire();
        try
        {
            return Task.FromResult(read(snapshot));
        }
        finally
        {
            snapshot.Release();
        }
    }

    private async Task WriteAsync(Func<IndexWriter, IndexState, IndexState> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            await Task.Run(() => CommitAndFollow(write), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    // Also follows after a failure: if the folder was deleted meanwhile, the index starts empty.
    private void CommitAndFollow(Func<IndexWriter, IndexState, IndexState> write)
    {
        try
        {
            _folder.Commit(writer => write(writer, _snapshot.State));
        }
        finally
        {
            Follow();
        }
    }

    private bool TakeOver()
    {
        lock (_following)
            if (_disposed || !_folder.TryOwn()) return false;
        Follow();
        return true;
    }

    // Reading continues if a new owner cannot write, for example because the disk is full.
    private bool IsOwner()
    {
        try
        {
            return !IsReadOnly;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void FollowOwner()
    {
        try
        {
            Follow();
        }
        catch (Exception e) // Damaged files make Lucene throw nearly anything, and only the owner repairs them.
        {
            throw new SearchUnavailableException(
                $"The search index cannot be read ({e.Message}). The process that writes it repairs it; "
                    + "try again in a moment.");
        }
    }

    private void Follow()
    {
        lock (_following)
        {
            var old = _snapshot;
            if (_folder.ReadNewerThan(old.Reader) is not { } newer) return;
            _snapshot = new IndexSnapshot(newer, old);
            old.Release();
        }
    }

    private IndexSnapshot Acquire()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_snapshot is var snapshot && snapshot.TryAcquire()) return snapshot;
        }
    }
}
