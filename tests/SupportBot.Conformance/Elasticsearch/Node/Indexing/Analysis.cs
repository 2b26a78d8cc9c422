using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.TokenAttributes;
using SupportBot.Embedded.Bm25;

namespace SupportBot.Conformance.Elasticsearch.Node.Indexing;

/// <summary>The analyzers of an index: those that every server has, and its own.</summary>
/// <param name="settings">The part <c>analysis</c> of the index's settings; empty where it has none.</param>
/// <param name="synonyms">The rules of a synonyms set; null where there is no such set.</param>
internal sealed class Analysis(JsonObject settings, Func<string, JsonArray?> synonyms)
{
    private static readonly Dictionary<string, string> Languages = new(StringComparer.Ordinal)
    {
        ["arabic"] = "ar",
        ["armenian"] = "hy",
        ["basque"] = "eu",
        ["brazilian"] = "br",
        ["bulgarian"] = "bg",
        ["catalan"] = "ca",
        ["cjk"] = "zh",
        ["czech"] = "cs",
        ["danish"] = "da",
        ["dutch"] = "nl",
        ["english"] = "en",
        ["finnish"] = "fi",
        ["french"] = "fr",
        ["galician"] = "gl",
        ["german"] = "de",
        ["greek"] = "el",
        ["hindi"] = "hi",
        ["hungarian"] = "hu",
        ["indonesian"] = "id",
        ["irish"] = "ga",
        ["italian"] = "it",
        ["latvian"] = "lv",
        ["norwegian"] = "no",
        ["persian"] = "fa",
        ["portuguese"] = "pt",
        ["romanian"] = "ro",
        ["russian"] = "ru",
        ["sorani"] = "ckb",
        ["spanish"] = "es",
        ["swedish"] = "sv",
        ["turkish"] = "tr",
        ["standard"] = "",
    };

    private static readonly ConcurrentDictionary<string, Analyzer> Shared = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Analyzer> _own = new(StringComparer.Ordinal);

    /// <summary>The analyzer of a language by the name that it has on a server; null where there is none.</summary>
    public static Analyzer? OfLanguage(string name) =>
        Languages.TryGetValue(name, out var language) ? LanguageAnalyzers.For(language) : null;

    public bool Knows(string analyzer) =>
        Languages.ContainsKey(analyzer)
        || analyzer is "keyword" or "whitespace"
        || settings["analyzer"]?[analyzer] is not null;

    /// <summary>Synonyms have changed: own analyzers are made anew.</summary>
    public void Reload() => _own.Clear();

    /// <summary>Checks that every analyzer of the settings can be made.</summary>
    public void Check()
    {
        foreach (var (name, _) in settings["analyzer"] as JsonObject ?? []) Of(name);
    }

    public IReadOnlyList<Token> Tokens(string analyzer, string text)
    {
        using var stream = Of(analyzer).GetTokenStream("text", text);
        var (term, offset) = (stream.AddAttribute<ICharTermAttribute>(), stream.AddAttribute<IOffsetAttribute>());
        var (step, type) = (stream.AddAttribute<IPositionIncrementAttribute>(), stream.AddAttribute<ITypeAttribute>());
        var (tokens, position) = (new List<Token>(), -1);
        stream.Reset();
        while (stream.IncrementToken())
            tokens.Add(
                new Token(
                    term.ToString()!, offset.StartOffset, offset.EndOffset, type.Type,
                    position += step.PositionIncrement));
        stream.End();
        return tokens;
    }

    private Analyzer Of(string name)
    {
        if (settings["analyzer"]?[name] is JsonObject definition)
            return _own.TryGetValue(name, out var own) ? own : _own[name] = Custom(definition);
        return Shared.GetOrAdd(name, static name => name switch
        {
            "keyword" => new KeywordAnalyzer(),
            "whitespace" => new WhitespaceAnalyzer(LanguageAnalyzers.Version),
            _ => OfLanguage(name) ?? throw NodeError.Argument($"failed to find global analyzer [{name}]"),
        });
    }

    private Analyzer Custom(JsonObject definition)
    {
        if ((string?)definition["type"] is { } type && type != "custom")
            return OfLanguage(type) ?? throw NodeError.Unsupported($"the analyzer type [{type}]");
        if ((string?)definition["tokenizer"] != "standard")
            throw NodeError.Unsupported($"the tokenizer [{definition["tokenizer"]}]");
        var filters = (definition["filter"] as JsonArray ?? []).Select(name => Filter((string)name!)).ToList();
        return Analyzer.NewAnonymous((_, reader) =>
        {
            var source = new Lucene.Net.Analysis.Standard.StandardTokenizer(LanguageAnalyzers.Version, reader);
                return new TokenStreamComponents(
                    source, filters.Aggregate((TokenStream)source, (stream, filter) => filter(stream)));
        });
    }

    private Func<TokenStream, TokenStream> Filter(string name)
    {
        var own = settings["filter"]?[name] as JsonObject;
        return (string?)own?["type"] is "synonym_graph" or "synonym" ? Synonyms(own!) : TokenFilters.Of(name, own);
    }

    private Func<TokenStream, TokenStream> Synonyms(JsonObject filter)
    {
        if ((string?)filter["synonyms_set"] is not { } set) throw NodeError.Unsupported("synonyms outside of a set");
        if ((bool?)filter["updateable"] != true) throw NodeError.Unsupported("synonyms that are not updateable");
        var rules = synonyms(set) ?? throw NodeError.Argument($"Synonym set [{set}] not found");
        return TokenFilters.Synonyms([.. rules.Select(rule => (string)rule!["synonyms"]!)]);
    }
}

/// <param name="Text">As it is indexed.</param>
/// <param name="Start">In the text that was analyzed.</param>
/// <param name="End">Behind its last character there.</param>
/// <param name="Type">What the tokenizer calls it.</param>
/// <param name="Position">From 0; synonyms stand at one position.</param>
internal sealed record Token(string Text, int Start, int End, string Type, int Position);
