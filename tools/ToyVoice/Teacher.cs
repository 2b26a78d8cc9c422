using System.Text.Json;
using System.Text.RegularExpressions;

namespace ToyVoice;

/// <summary>
/// The restyling that the toy is to learn: contractions and short words. It writes training rows over a folder of
/// Markdown, from which the model has to find out the rest by itself.
/// </summary>
internal static partial class Teacher
{
    private static readonly (string Plain, string Styled)[] Changes =
    [
        ("do not", "don't"), ("does not", "doesn't"), ("is not", "isn't"), ("are not", "aren't"),
        ("cannot", "can't"), ("will not", "won't"), ("has not", "hasn't"), ("it is", "it's"), ("that is", "that's"),
        ("you are", "you're"), ("for example", "say"), ("however", "but"), ("additionally", "also"),
        ("utilize", "use"), ("modify", "change"), ("execute", "run"), ("select", "pick"), ("ensure", "make sure"),
        ("in order to", "to"), ("displays", "shows"), ("display", "show"), ("requires", "needs"),
        ("require", "need"), ("provides", "gives"), ("provide", "give"), ("contains", "holds"), ("contain", "hold"),
    ];

    private static readonly Regex Change = new(
        $@"\b(?:{string.Join('|', Changes.Select(change => change.Plain))})\b", RegexOptions.IgnoreCase);

    private static readonly Regex Changed = new(
        $@"\b(?:{string.Join('|', Changes.Select(change => change.Styled).Where(styled => styled.Contains('\'')))})\b",
        RegexOptions.IgnoreCase);

    public static int Rows(string docs, string output, int most)
    {
        var (rows, answers) = (new List<string>(), new HashSet<string>());
        foreach (var file in Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories).Order())
            foreach (Match section in Section().Matches(File.ReadAllText(file)))
            {
                var (heading, text) = (section.Groups["heading"].Value.Trim(), section.Groups["text"].Value.Trim());
                var sentences = Words.SentencesOf(text).Where(sentence => Change.IsMatch(sentence)).Take(2).ToList();
                var answer = string.Join(
                    ' ', sentences.Select(sentence => $"{Restyle(sentence.TrimEnd('.'))} [1]."));
                var isUsable = sentences.Count > 0 && text.Length <= 4_000 && rows.Count < most;
                if (!isUsable || !answers.Add(answer)) continue;
                rows.Add(JsonSerializer.Serialize(new
                {
                    id = $"toy-{rows.Count + 1:0000}",
                    question = $"{heading} ({Path.GetFileNameWithoutExtension(file)})",
                    sources = new[] { new { page = Path.GetRelativePath(docs, file), section = heading, text } },
                    answer,
                }));
            }
        File.WriteAllLines(output, rows);
        Console.WriteLine($"{rows.Count} rows written to {output}");
        return rows.Count > 0 ? 0 : 1;
    }

    /// <summary>How often an adapter writes a sentence as the teacher does, on documents that it has not seen.</summary>
    public static int Score(string docs, string adapter)
    {
        var tagger = Tagger.Read(Path.Combine(adapter, "adapter_model.bin"));
        var sentences = Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories).Order()
            .SelectMany(file => Words.SentencesOf(File.ReadAllText(file))).Distinct().ToList();
        foreach (var same in sentences.GroupBy(sentence => Restyle(sentence) != Words.Join(Words.Of(sentence))))
        {
            var right = same.Count(sentence =>
                Restyling.Apply(Words.Of(sentence), tagger.Predict(Words.Of(sentence))) == Restyle(sentence));
            Console.WriteLine($"{(same.Key ? "to restyle" : "to leave as they are")}: {right} of {same.Count()} right");
        }
        return 0;
    }

    public static string Undo(string text) => Changed.Replace(
        text, match => Changes.First(
            change => change.Styled.Equals(match.Value, StringComparison.OrdinalIgnoreCase)).Plain);

    private static string Restyle(string sentence) =>
        string.Concat(Words.Of(sentence).Aggregate(
            new List<string> { "" },
            (parts, word) =>
            {
                if (word.IsLocked) parts.AddRange([word.Text + word.Blanks, ""]);
                else parts[^1] += word.Text + word.Blanks;
                return parts;
            }).Select((part, i) => i % 2 == 0 ? Change.Replace(part, Replacement) : part)).Trim();

    private static string Replacement(Match match)
    {
        var styled = Changes.First(
            change => change.Plain.Equals(match.Value, StringComparison.OrdinalIgnoreCase)).Styled;
        return char.IsUpper(match.Value[0]) ? char.ToUpperInvariant(styled[0]) + styled[1..] : styled;
    }

    [GeneratedRegex(
        @"^##+ (?<heading>[^\n]+)\n(?<text>.*?)(?=^#|\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Section();
}
