using System.Text.Json;

namespace SupportBot.Benchmarks;

/// <summary>CLINC150 from the shared data: short questions to an assistant, each with its intent.</summary>
internal static class Clinc150
{
    /// <returns>
    /// By part of the set, the text and the intent of each question. Null, and says so, without the data.
    /// </returns>
    public static async Task<IReadOnlyDictionary<string, string[][]>?> ReadAsync()
    {
        var file = Path.Combine(
            Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine("..", "shared", "data"), "clinc150",
            "train-and-validation.json");
        if (File.Exists(file))
            return JsonSerializer.Deserialize<Dictionary<string, string[][]>>(await File.ReadAllTextAsync(file))!;
        Console.WriteLine($"skipped: no data in {Path.GetFullPath(file)}");
        return null;
    }
}
