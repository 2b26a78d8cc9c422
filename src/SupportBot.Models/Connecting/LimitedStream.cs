namespace SupportBot.Models.Connecting;

// Throws the exception that HttpClient throws for its own limit on buffered bodies.
internal sealed class LimitedStream(Stream body, long mostBytes, long mostLineBytes) : ReadOnlyStream(body)
{
    private long _bytes;
    private long _lineBytes;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = Body.Read(buffer);
        Count(buffer[..count]);
        return count;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count(buffer.Span[..count]);
        return count;
    }

    private void Count(ReadOnlySpan<byte> read)
    {
        _bytes += read.Length;
        _lineBytes = read.LastIndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end
            ? read.Length - end - 1
            : _lineBytes + read.Length;
        if (_bytes > mostBytes || _lineBytes > mostLineBytes)
            throw new HttpRequestException(
                HttpRequestError.ConfigurationLimitExceeded, "The response is larger than allowed.");
    }
}
