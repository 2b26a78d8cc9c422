namespace SupportBot.Elasticsearch.Engine.Layout;

// The same tokens, stop words and stems as in the embedded engine.
internal static class Languages
{
    // For languages without an analyzer: words without stemming.
    public const string Other = "other";

    private static readonly Dictionary<string, string> Analyzers = new(StringComparer.Ordinal)
    {
        ["ar"] = "arabic", ["bg"] = "bulgarian", ["br"] = "brazilian", ["ca"] = "catalan", ["ckb"] = "sorani",
        ["cs"] = "czech", ["da"] = "danish", ["de"] = "german", ["el"] = "greek", ["en"] = "english",
        ["es"] = "spanish", ["eu"] = "basque", ["fa"] = "persian", ["fi"] = "finnish", ["fr"] = "french",
        ["ga"] = "irish", ["gl"] = "galician", ["hi"] = "hindi", ["hu"] = "hungarian", ["hy"] = "armenian",
        ["id"] = "indonesian", ["it"] = "italian", ["ja"] = "cjk", ["ko"] = "cjk", ["lv"] = "latvian",
        ["nb"] = "norwegian", ["nl"] = "dutch", ["nn"] = "norwegian", ["no"] = "norwegian", ["pt"] = "portuguese",
        ["ro"] = "romanian", ["ru"] = "russian", ["sv"] = "swedish", ["tr"] = "turkish", ["zh"] = "cjk",
    };

    public static IEnumerable<string> Fields => Analyzers.Keys.Append(Other);

    public static string FieldOf(string language) => Analyzers.ContainsKey(language) ? language : Other;

    public static string AnalyzerOf(string field) => Analyzers.GetValueOrDefault(field, "standard");
}
