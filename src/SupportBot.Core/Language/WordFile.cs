using System.Reflection;

namespace SupportBot.Core.Language;

/// <summary>
/// Reads the word lists that are embedded in the program: lines under <c>[names]</c>, <c>#</c> for comments.
/// </summary>
internal static class WordFile
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var sections = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        List<string> lines = [];
        foreach (var line in reader.ReadToEnd()
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#') continue;
            if (line[0] == '[' && line[^1] == ']') sections[line[1..^1]] = lines = [];
            else lines.Add(line);
        }
        return sections;
    }

    public static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
