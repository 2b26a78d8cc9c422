using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportBot.Models.Connecting;

// Removes roles and empty finish reasons from an event stream. Some servers send "role":"" or a role of their own, and
// the client throws on unknown values.
internal sealed partial class RepairedEventStream(Stream body) : ReadOnlyStream(body)
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

    // Returns complete lines; at the end the remainder, which can be empty.
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

    // Quotation marks within strings are escaped, so only members can match.
    [GeneratedRegex(""""("role"\s*:\s*)"[^"\\]*"|("finish_reason"\s*:\s*)(?:"")"""", RegexOptions.NonBacktracking)]
    private static partial Regex Broken { get; }
}
