using System.Text.Json;
using SupportBot.Core;
using SupportBot.Core.Answers;
using SupportBot.Settings;

namespace SupportBot.Cli;

// A JSON array, oldest first, of questions, or of objects with "question" and optionally the "kind" of the reply.
internal static class HistoryFile
{
    private const string Shape = "It must be a JSON array such as "
        + """["What is a watermark?"] or [{"question":"…","kind":"answered"}].""";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    public static IReadOnlyList<PastTurn> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return [.. JsonSerializer.Deserialize<List<JsonElement>>(stream, Web)!.Select(Turn)];
        }
        catch (JsonException e)
        {
            throw new SettingsException($"{path}{JsonFault.Of(e).Place} is no history: {JsonFault.Reason(e)} {Shape}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} cannot be read: {e.Message}");
        }
    }

    private static PastTurn Turn(JsonElement turn) => turn.ValueKind switch
    {
        JsonValueKind.String => new PastTurn(turn.GetString()!),
        JsonValueKind.Object => turn.Deserialize<PastTurn>(Web)!,
        _ => throw new JsonException($"{turn} is neither text nor an object."),
    };
}
