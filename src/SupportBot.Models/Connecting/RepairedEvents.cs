using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportBot.Models.Connecting;

/// <summary>
/// An event stream in which no part names a role, and no part has an empty reason for its end. Some servers send
/// <c>"role":""</c> or a role of their own, and the client throws on what it does not know.
/// </summary>
internal sealed partial class RepairedEvents(Stream body) : ReadOnlyStream(body)
{
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\n\r"u8);

    private readonly byte[] _read = new byte[4096];
    private readonly MemoryStream _lines = new();
    private ReadOnlyMemory<byte> _repaired;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_repaired.IsEmpty) _repaired = await NextAsync(cancellationToken).ConfigureAwait(false);
        var count = Math.Min(buffer.Length, _repaired.Length);
        _repaired[..count].CopyTo(buffer);
        _repaired = _repaired[count..];
        return count;
    }

    /// <returns>Whole lines; at the end what is left, which may be nothing.</returns>
    private async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellationToken)
    {
        int count;
        while ((count = await Body.ReadAsync(_read, cancellationToken).ConfigureAwait(false)) > 0)
        {
            var whole = _read.AsSpan(0, count).LastIndexOfAny(LineEnds) + 1;
            _lines.Write(_read, 0, whole > 0 ? whole : count);
            if (whole > 0) return Take(_read.AsSpan(whole, count - whole));
        }
        return Take([]);
    }

    private ReadOnlyMemory<byte> Take(ReadOnlySpan<byte> next)
    {
        var lines = _lines.ToArray();
        _lines.SetLength(0);
        _lines.Write(next);
        return MayBeBroken(lines) ? Repaired(lines) : lines;
    }

    private static bool MayBeBroken(ReadOnlySpan<byte> lines) =>
        lines.IndexOf("\"role\""u8) >= 0 || lines.IndexOf("\"\""u8) >= 0;

    private static byte[] Repaired(byte[] lines) =>
        Encoding.UTF8.GetBytes(Broken.Replace(Encoding.UTF8.GetString(lines), "$1$2null"));

    /// <summary>Within texts quotation marks are escaped, so only members are found.</summary>
    [GeneratedRegex(""""("role"\s*:\s*)"[^"\\]*"|("finish_reason"\s*:\s*)(?:"")"""", RegexOptions.NonBacktracking)]
    private static partial Regex Broken { get; }
}
