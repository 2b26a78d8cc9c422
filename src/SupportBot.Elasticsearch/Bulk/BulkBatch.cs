using System.Text.Json;

namespace SupportBot.Elasticsearch.Bulk;

internal sealed class BulkBatch : IDisposable
{
    private readonly MemoryStream _lines = new();
    private readonly Utf8JsonWriter _json;
    private readonly List<(string Id, int Start, int Length)> _items = [];

    public BulkBatch() => _json = new Utf8JsonWriter(_lines);

    public int Count => _items.Count;

    public ReadOnlyMemory<byte> Body => _lines.GetBuffer().AsMemory(0, (int)_lines.Length);

    public string Id(int item) => _items[item].Id;

    public void Add(BulkOperation operation)
    {
        var start = (int)_lines.Length;
        WriteAction(operation);
        EndLine();
        if (operation.Document is { } document)
        {
            document(_json);
            EndLine();
        }
        _items.Add((operation.Id, start, (int)_lines.Length - start));
    }

    public void Keep(IReadOnlyList<int> items)
    {
        var (buffer, end) = (_lines.GetBuffer(), 0);
        for (var i = 0; i < items.Count; i++)
        {
            var (id, start, length) = _items[items[i]];
            Buffer.BlockCopy(buffer, start, buffer, end, length);
            _items[i] = (id, end, length);
            end += length;
        }
        _items.RemoveRange(items.Count, _items.Count - items.Count);
        _lines.SetLength(end);
        _lines.Position = end;
    }

    public void Dispose() => _json.Dispose();

    private void WriteAction(BulkOperation operation)
    {
        _json.WriteStartObject();
        _json.WriteStartObject(operation.Action);
        _json.WriteString("_id", operation.Id);
        if (operation.Version is { } version)
        {
            _json.WriteNumber("version", version);
            _json.WriteString("version_type", "external_gte");
        }
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _lines.WriteByte((byte)'\n');
    }
}
