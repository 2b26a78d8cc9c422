using System.Reflection;

namespace SupportBot.Core.Language;

/// <summary>Reads word lists: lines under <c>[names]</c>, <c>#</c> for comments.</summary>
internal static class WordFile
{
    /// <summary>One that is embedded in the program.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no file {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Parse(string text)
    {
        var sections = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        List<string> lines = [];
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#') continue;
            if (IsName(line)) sections[line[1..^1]] = lines = [];
            else lines.Add(line);
        }
        return sections;
    }

    public static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Of a section; a line may begin and end with brackets of its own.</summary>
    private static bool IsName(string line) =>
        line[0] == '[' && line.IndexOfAny(['[', ']', '|'], 1) == line.Length - 1 && line[^1] == ']';
}
