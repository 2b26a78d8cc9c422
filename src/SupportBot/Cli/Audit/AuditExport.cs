using System.Text.Encodings.Web;
using System.Text.Json;
using SupportBot.Core.Audit;
using SupportBot.Settings;

namespace SupportBot.Cli.Audit;

// Export file: one JSON document per line, the records in chain order, then the signed head as {"head":…}.
internal static class AuditExport
{
    private static readonly JsonSerializerOptions Web =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<long> WriteAsync(AuditStore store, string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var writer = new StreamWriter(file);
            var count = 0L;
            var head = await store.ReadSealedAsync(async (record, salt, content) =>
            {
                count++;
                await writer.WriteLineAsync(
                    JsonSerializer.Serialize(new { record = RecordJson.Of(record), salt, content }, Web));
            }, cancellationToken);
            if (head is not null) await writer.WriteLineAsync(JsonSerializer.Serialize(new HeadLine(head), Web));
            return count;
        }
        catch (Exception e) when (e is IOException and not Core.Storage.StorageException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file} cannot be written: {e.Message} Choose another place with --out FILE.");
        }
    }

    public static AuditHead ReadHead(string file)
    {
        try
        {
            return File.ReadLines(file).LastOrDefault() is { } last
                && JsonSerializer.Deserialize<HeadLine>(last, Web)?.Head is { } head
                ? head
                : throw new SettingsException($"{file} does not end with the signed end of a chain. "
                    + "Give a file that supportbot audit export wrote.");
        }
        catch (JsonException)
        {
            throw new SettingsException(
                $"{file} does not end with a line of JSON. Give a whole file that supportbot audit export wrote.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file} cannot be read: {e.Message}");
        }
    }

    private sealed record HeadLine(AuditHead? Head);
}
