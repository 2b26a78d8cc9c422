using System.Text.Json;

namespace SupportBot.Core.Evaluation;

/// <summary>Files with one JSON document.</summary>
internal static class JsonFile
{
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="expected">What to say of a file that is no such document, after its path.</param>
    /// <exception cref="EvaluationDataException">The file is missing, or is no such document.</exception>
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
