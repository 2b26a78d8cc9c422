using System.Threading.Channels;

namespace SupportBot.Core.Knowledge;

/// <summary>
/// Reports that something below a folder may have changed. It reports no files, since the caller scans the whole
/// folder; a lost event of the operating system does no harm.
/// </summary>
public sealed class FolderWatcher : IDisposable
{
    // Editors write a file in several steps, so changes are reported after this period without events.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    // The longest wait for such a period.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> _events = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TimeProvider _time;
    private readonly TimeSpan _poll;
    private readonly FileSystemWatcher? _watcher;

    public FolderWatcher(string folder, TimeProvider time)
    {
        _time = time;
        _watcher = TryWatch(folder);
        // Polls as well, since network drives report no events and a replaced folder is no longer watched.
        _poll = _watcher is null ? TimeSpan.FromSeconds(5) : TimeSpan.FromMinutes(1);
    }

    /// <summary>Completes when something may have changed since the last call, and nothing has for a moment.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await AnyAsync(_poll, cancellationToken).ConfigureAwait(false);
        var since = _time.GetTimestamp();
        while (await AnyAsync(Quiet, cancellationToken).ConfigureAwait(false) && _time.GetElapsedTime(since) < MaxDelay)
        {
        }
    }

    public void Dispose() => _watcher?.Dispose();

    private async Task<bool> AnyAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(
            _events.Reader.WaitToReadAsync(ended.Token).AsTask(),
            Task.Delay(within, _time, ended.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return _events.Reader.TryRead(out _);
    }

    private FileSystemWatcher? TryWatch(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = 65536 };
            watcher.Changed += Signal;
            watcher.Created += Signal;
            watcher.Deleted += Signal;
            watcher.Renamed += Signal;
            watcher.Error += Signal;
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException)
        {
            // The limit of watches (inotify on Linux) is reached, or the folder is temporarily missing.
            return null;
        }
    }

    private void Signal(object sender, EventArgs e) => _events.Writer.TryWrite(true);
}
