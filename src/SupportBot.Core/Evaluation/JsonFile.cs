using System.Text.Json;

namespace SupportBot.Core.Evaluation;

internal static class JsonFile
{
    // The expected text completes the error message after the path.
    public static T? Read<T>(string path, JsonSerializerOptions options, string expected)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<T>(stream, options);
        }
        catch (JsonException e)
        {
            throw new EvaluationDataException($"{path} {expected}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationDataException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
