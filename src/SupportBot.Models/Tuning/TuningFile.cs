using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SupportBot.Models.Tuning;

/// <summary>A file of training rows: one JSON object a line, in UTF-8.</summary>
/// <remarks>
/// A line is <c>{"messages":[…]}</c>, or <c>{"input":…,"preferred_output":[…],"non_preferred_output":[…]}</c> for
/// preferences.
/// </remarks>
public sealed class TuningFile
{
    /// <summary>Bytes of a file; the trainers take up to 512 MB, and a voice needs less than one.</summary>
    public const int MaxBytes = 100 * 1024 * 1024;

    /// <summary>Rows below which trainers refuse a training file.</summary>
    public const int MinRows = 10;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly byte[] _rows;

    private TuningFile(string name, byte[] rows, int count, long tokens, bool isPreference, string hash) =>
        (Name, _rows, Count, Tokens, IsPreference, Hash) = (name, rows, count, tokens, isPreference, hash);

    /// <summary>The name without its folder.</summary>
    public string Name { get; }

    /// <summary>How many rows it has.</summary>
    public int Count { get; }

    /// <summary>Tokens of all messages, as OpenAI's newer models count; an estimate for others.</summary>
    public long Tokens { get; }

    /// <summary>Whether its rows are preferences, for DPO, and no single answers.</summary>
    public bool IsPreference { get; }

    /// <summary>SHA-256 of the file's bytes, lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is no such file; the message says where and why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<TuningFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new FormatException($"{path} has more than {MaxBytes / 1024 / 1024} MB. Use fewer rows.");
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        var text = Encoding.UTF8.GetString(bytes.AsSpan().StartsWith(ByteOrderMark) ? bytes.AsSpan(3) : bytes);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var rows = lines.Index().Where(line => line.Item.Trim().Length > 0)
            .Select(line => (Text: line.Item.Trim(), Row: Row.Read(line.Item, path, line.Index + 1))).ToList();
        if (rows.Count == 0)
            throw new FormatException($"{path} has no rows. Write them with: supportbot voice export");
        if (rows.Count < MinRows)
            throw new FormatException(
                $"{path} has {rows.Count} rows. Trainers take {MinRows} or more; 50 to 100 help.");
        var isPreference = rows[0].Row.IsPreference;
        if (rows.FindIndex(row => row.Row.IsPreference != isPreference) is >= 0 and var mixed)
            throw new FormatException($"{path}, row {mixed + 1}: it is of another kind than the first row.");
        var content = Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => row.Text)) + "\n");
        return new TuningFile(
            Path.GetFileName(path), content, rows.Count, rows.Sum(row => row.Row.Tokens), isPreference,
            Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    // Azure wants a byte order mark, which OpenAI and trainers of open models do not take.
    internal byte[] Content(bool withMark) => withMark ? [.. ByteOrderMark, .. _rows] : _rows;

    private sealed record Row(bool IsPreference, long Tokens)
    {
        public static Row Read(string line, string path, int number)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                var row = json.RootElement;
                if (row.TryGetProperty("messages", out var messages)) return new Row(false, Count(messages));
                return new Row(
                    true, Count(row.GetProperty("input").GetProperty("messages"))
                        + Count(row.GetProperty("preferred_output")) + Count(row.GetProperty("non_preferred_output")));
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new FormatException($"{path}, line {number}: a row is one JSON object "
                    + "with \"messages\", each with \"role\" and \"content\". "
                    + "Write rows with: supportbot voice export");
            }
        }

        private static long Count(JsonElement messages) => messages.EnumerateArray().Sum(message =>
            (long)Usage.Tokens.Of(message.GetProperty("content").GetString() ?? throw new KeyNotFoundException())
                + Usage.Tokens.OfMessage);
    }
}
