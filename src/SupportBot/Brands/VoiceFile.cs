using System.Text.RegularExpressions;
using SupportBot.Core;
using SupportBot.Core.Voice;
using SupportBot.Settings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SupportBot.Brands;

// brands/{name}/voice.yaml; docs/voice.md describes it.
internal static class VoiceFile
{
    public const string Name = "voice.yaml";

    private const int LargestFile = 500_000;
    private const int LongestText = 2000;
    private const int LongestWord = 200;

    private const string Emoji = @"[\u2600-\u27BF\u2B50\u2B55]|[\uD83C-\uD83E][\uDC00-\uDFFF]";

    /// <exception cref="SettingsException">The file is wrong; the message has the line.</exception>
    public static VoiceProfile Read(string file)
    {
        if (!File.Exists(file)) return VoiceProfile.None;
        if (new FileInfo(file).Length > LargestFile)
            throw new SettingsException($"{file} is longer than {LargestFile / 1000} kB.");
        var text = File.ReadAllText(file);
        return Profile(new VoiceNode(file, Root(file, text))) with { Version = TextHash.Of(text)[..12] };
    }

    private static YamlMappingNode Root(string file, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : throw new SettingsException($"{file}, line 1: a profile has keys such as 'traits' and 'languages'.");
        }
        catch (YamlException e)
        {
            throw BrandFiles.Unreadable(file, e);
        }
    }

    private static VoiceProfile Profile(VoiceNode node)
    {
        var profile = new VoiceProfile
        {
            Traits = node.Texts("traits", LongestWord),
            Audience = node.Text("audience", LongestText),
            Languages = node.Mappings("languages").ToDictionary(
                language => language.Key is [>= 'a' and <= 'z', >= 'a' and <= 'z'] code
                    ? code
                    : throw language.Node.Wrong($"'{language.Key}' is no language code; write two letters, such as en"),
                language => Language(language.Node)),
        };
        node.End();
        return profile;
    }

    private static LanguageVoice Language(VoiceNode node)
    {
        var lexicon = node.Pairs("lexicon", LongestWord);
        var voice = new LanguageVoice
        {
            Greeting = node.Text("greeting", LongestText),
            Closing = node.Text("closing", LongestText),
            Lexicon = lexicon.ToDictionary(pair => pair.Key, pair => pair.Value),
            Phrases = node.Texts("phrases", LongestWord),
            Exemplars = node.Texts("exemplars", LongestText),
            Rules =
            [
                .. Lexicon(lexicon), .. Forbidden(node), .. AtMost(node, "exclamationMarks", "[!！]"),
                .. AtMost(node, "emoji", Emoji), .. node.List("moves").Select(Move), .. node.List("rules").Select(Rule),
            ],
        };
        if (voice.Rules.CountBy(rule => rule.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            throw node.Wrong($"two rules have the name '{twice}'");
        node.End();
        return voice;
    }

    private static IEnumerable<VoiceRule> Lexicon(IReadOnlyList<(string Key, string Value)> lexicon)
    {
        if (lexicon.Count > 0)
            yield return new VoiceRule.Substitution(
                "lexicon", VoiceLevel.Warning, "",
                [.. lexicon.Select(pair => (Words([Regex.Escape(pair.Key)], ignoreCase: true), pair.Value))]);
    }

    private static IEnumerable<VoiceRule> Forbidden(VoiceNode node)
    {
        var words = node.Texts("forbidden", LongestWord);
        if (words.Count > 0)
            yield return new VoiceRule.Existence(
                "forbidden", VoiceLevel.Error, "", Words(words.Select(Regex.Escape), ignoreCase: true));
    }

    private static IEnumerable<VoiceRule> AtMost(VoiceNode node, string key, string pattern)
    {
        if (node.Number(key) is not { } most) yield break;
        if (most < 0 || !double.IsInteger(most)) throw node.Wrong($"'{key}' must be 0, 1, 2 …");
        yield return new VoiceRule.Occurrence(
            key, VoiceLevel.Warning, "", Pattern(pattern, ignoreCase: false), 0, (int)most, VoiceScope.Text);
    }

    // What every reply must do, such as speaking to the reader.
    private static VoiceRule Move(VoiceNode node)
    {
        var move = new VoiceRule.Occurrence(
            node.Required("name", LongestWord), Level(node), node.Required("message", LongestText),
            node.Parse("pattern", () => Pattern(node.Required("pattern", LongestText), ignoreCase: true)),
            1, int.MaxValue, VoiceScope.Text);
        node.End();
        return move;
    }

    private static VoiceRule Rule(VoiceNode node)
    {
        var (name, level) = (node.Required("name", LongestWord), Level(node));
        var message = node.Text("message", LongestText);
        var ignoreCase = node.Flag("ignorecase", true);
        var kind = node.Required("extends", LongestWord);
        VoiceRule rule = kind switch
        {
            "existence" => new VoiceRule.Existence(
                name, level, message, node.Parse("tokens", () => Words(Given(node, "tokens"), ignoreCase))),
            "substitution" => new VoiceRule.Substitution(
                name, level, message, node.Parse("swap", () => Swaps(node, ignoreCase))),
            "consistency" => new VoiceRule.Consistency(
                name, level, message, node.Parse("either", () => Either(node, ignoreCase))),
            "occurrence" => new VoiceRule.Occurrence(
                name, level, message,
                node.Parse("token", () => Pattern(node.Required("token", LongestText), ignoreCase)),
                (int)(node.Number("min") ?? 0), (int)(node.Number("max") ?? int.MaxValue), Scope(node)),
            "readability" => new VoiceRule.Readability(
                name, level, message, node.Number("grade") ?? throw node.Wrong("'grade' is missing")),
            "metric" => new VoiceRule.Metric(
                name, level, message, node.Parse("formula", () => MetricFormula.Parse(node.Required("formula", 200))),
                node.Parse("condition", () => MetricCondition.Parse(node.Required("condition", 40)))),
            _ => throw node.Wrong(
                $"'{kind}' is no kind of rule; there are existence, substitution, occurrence, consistency, readability "
                    + "and metric"),
        };
        node.End();
        return rule;
    }

    private static VoiceLevel Level(VoiceNode node) => node.Text("level", LongestWord) switch
    {
        "" or "warning" => VoiceLevel.Warning,
        "suggestion" => VoiceLevel.Suggestion,
        "error" => VoiceLevel.Error,
        var other => throw node.Wrong($"'{other}' is no level; there are suggestion, warning and error"),
    };

    private static VoiceScope Scope(VoiceNode node) => node.Text("scope", LongestWord) switch
    {
        "" or "text" => VoiceScope.Text,
        "paragraph" => VoiceScope.Paragraph,
        "sentence" => VoiceScope.Sentence,
        var other => throw node.Wrong($"'{other}' is no scope; there are text, paragraph and sentence"),
    };

    private static IReadOnlyList<string> Given(VoiceNode node, string key) =>
        node.Texts(key, LongestText) is { Count: > 0 } texts ? texts : throw node.Wrong($"'{key}' is missing");

    private static List<(VoicePattern, string)> Swaps(VoiceNode node, bool ignoreCase) =>
        [.. Pairs(node, "swap").Select(pair => (Words([pair.Key], ignoreCase), pair.Value))];

    private static List<(VoicePattern, VoicePattern)> Either(VoiceNode node, bool ignoreCase) =>
        [.. Pairs(node, "either").Select(pair => (Words([pair.Key], ignoreCase), Words([pair.Value], ignoreCase)))];

    private static IReadOnlyList<(string Key, string Value)> Pairs(VoiceNode node, string key) =>
        node.Pairs(key, LongestWord) is { Count: > 0 } pairs ? pairs : throw node.Wrong($"'{key}' is missing");

    private static VoicePattern Words(IEnumerable<string> words, bool ignoreCase) =>
        Pattern($@"\b(?:{string.Join('|', words)})\b", ignoreCase);

    private static VoicePattern Pattern(string pattern, bool ignoreCase) => new(pattern, ignoreCase);
}
