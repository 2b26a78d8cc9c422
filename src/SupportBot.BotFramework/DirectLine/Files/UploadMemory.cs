namespace SupportBot.BotFramework.DirectLine.Files;

// Limits the memory of all unfinished uploads together. Only bytes that have arrived count, so a client that announces
// much and sends nothing takes no room from others.
internal sealed class UploadMemory(DirectLineOptions options)
{
    private const int ReadSize = 64 * 1024;

    private long _used;

    public Buffer Open() => new(this);

    private bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= options.Uploads.BufferedBytes) return true;
        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    // The bytes of one upload, which count until it is disposed.
    public sealed class Buffer(UploadMemory memory) : IDisposable
    {
        private int _taken;

        public async Task<BufferedContent> ReadAsync(Stream from, int maxBytes, CancellationToken cancellationToken)
        {
            using var content = new MemoryStream();
            var chunk = new byte[ReadSize];
            while (await from.ReadAsync(chunk, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                if (content.Length + read > maxBytes) return new BufferedContent(BufferState.TooLarge);
                if (!memory.TryTake(read)) return new BufferedContent(BufferState.Full);
                _taken += read;
                content.Write(chunk, 0, read);
            }
            return new BufferedContent(BufferState.Complete, content.ToArray());
        }

        public void Dispose() => Interlocked.Add(ref memory._used, -_taken);
    }
}

internal enum BufferState
{
    Complete,
    TooLarge,
    Full,
}

internal sealed record BufferedContent(BufferState State, byte[]? Content = null);
