using System.Text.Json;

namespace SupportBot.Core.Evaluation;

/// <summary>Files with one JSON object a line.</summary>
public static class JsonLines
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    /// <summary>
    /// Reads each line that is not blank. Members that <typeparamref name="T"/> does not have are passed over.
    /// </summary>
    /// <exception cref="EvaluationDataException">The file is missing, or a line is no such object.</exception>
    public static IReadOnlyList<T> Read<T>(string path) =>
        [.. Lines(path).Select(line => Parse<T>(line.Text, path, line.Number))];

    // Lines that are not blank, with their numbers from 1.
    internal static IEnumerable<(string Text, int Number)> Lines(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Select((text, i) => (text, i + 1))
                .Where(line => !string.IsNullOrWhiteSpace(line.text))];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EvaluationDataException($"{path} does not exist. Check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationDataException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static T Parse<T>(string text, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Web) ?? throw new JsonException("The line is null.");
        }
        catch (JsonException e)
        {
            throw new EvaluationDataException($"{path}, line {number}: {JsonFault.Reason(e)}", e);
        }
    }
}
