using System.Collections.Concurrent;

namespace SupportBot.Core.Language;

/// <summary>
/// Terms that mean the same in a brand's documents and its customers' questions: <c>brands/{brand}/synonyms.txt</c>.
/// </summary>
public sealed class BrandSynonyms
{
    public const int MaxRules = 1_000;
    public const int MaxTerms = 8;

    /// <summary>In characters.</summary>
    public const int MaxTermLength = 60;

    private const string Shape =
        "write two terms or more that mean the same, such as 2fa = two-factor authentication, "
            + "or what stands for what: ac => air conditioning.";

    // By language, then by the first stem of a term.
    private readonly ConcurrentDictionary<string, ILookup<string, StemmedTerm>> _terms = new(StringComparer.Ordinal);

    private BrandSynonyms(IReadOnlyList<SynonymRule> rules) => Rules = rules;

    /// <summary>No synonyms.</summary>
    public static BrandSynonyms None { get; } = new([]);

    public IReadOnlyList<SynonymRule> Rules { get; }

    /// <param name="text">
    /// A rule a line: terms with <c>=</c> or <c>,</c> between them, or <c>=&gt;</c> between a term and what it stands
    /// for; lines that begin with <c>#</c> are comments.
    /// </param>
    /// <exception cref="FormatException">A line is malformed or over a limit; the message begins with it.</exception>
    public static BrandSynonyms Parse(string text)
    {
        var rules = new List<SynonymRule>();
        foreach (var (i, line) in text.Split('\n').Index())
        {
            var rule = line.Trim(' ', '\t', '\r', '\uFEFF');
            if (rule.Length == 0 || rule[0] == '#') continue;
            if (rules.Count == MaxRules) throw At(i, $"a file has at most {MaxRules} rules.");
            rules.Add(ParseRule(rule, i));
        }
        return new BrandSynonyms(rules);
    }

    /// <summary>The terms of a text that have synonyms, longest first where they overlap.</summary>
    internal IEnumerable<SynonymMatch> In(string text, string language)
    {
        if (Rules.Count == 0) yield break;
        var terms = _terms.GetOrAdd(language, Stemmed);
        var stems = Stems(text, language);
        for (var i = 0; i < stems.Length; i++)
        {
            var found = terms[stems[i]].Where(term => stems.AsSpan(i).StartsWith(term.Stems))
                .OrderByDescending(term => term.Stems.Length).ToList();
            if (found.Count == 0) continue;
            var length = found[0].Stems.Length;
            yield return new SynonymMatch(
                stems[i..(i + length)],
                [.. found.Where(term => term.Stems.Length == length).SelectMany(term => term.Others).Distinct()]);
            i += length - 1;
        }
    }

    private static SynonymRule ParseRule(string rule, int line)
    {
        if (rule.Split("=>") is [var from, var to]) return new SynonymRule(Terms(from, line), Terms(to, line), true);
        var terms = Terms(rule, line);
        if (terms.Length < 2 || rule.Contains("=>", StringComparison.Ordinal)) throw At(line, Shape);
        return new SynonymRule(terms, terms, false);
    }

    private static string[] Terms(string list, int line)
    {
        string[] terms = [.. list.Split(['=', ',']).Select(term => term.Trim())];
        if (terms.FirstOrDefault(term => Words.Of(term).Count == 0) is { } empty)
            throw At(line, empty.Length == 0 ? Shape : $"'{empty}' has no word.");
        if (terms.FirstOrDefault(term => term.Length > MaxTermLength) is { } tooLong)
            throw At(line, $"'{tooLong[..20]}…' is longer than {MaxTermLength} characters.");
        if (terms.Length > MaxTerms) throw At(line, $"a rule has at most {MaxTerms} terms.");
        return terms.GroupBy(term => term, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)
            is { } twice ? throw At(line, $"'{twice.Key}' is there twice.") : terms;
    }

    private static FormatException At(int line, string reason) => new($"line {line + 1}: {reason}");

    private static string[] Stems(string text, string language) =>
        [.. Words.Of(text).Select(word => Stemmer.Stem(word.Lower, language))];

    private ILookup<string, StemmedTerm> Stemmed(string language)
    {
        var terms = from rule in Rules
                    from term in rule.Terms
                    select new StemmedTerm(
                        Stems(term, language), [.. rule.Meanings.Where(other => other != term)]);
        return terms.ToLookup(term => term.Stems[0], StringComparer.Ordinal);
    }

    private sealed record StemmedTerm(string[] Stems, IReadOnlyList<string> Others);
}

/// <summary>A line of a file of synonyms.</summary>
/// <param name="Terms">What customers write.</param>
/// <param name="Meanings">What it means; the same list where the terms mean one another.</param>
/// <param name="IsOneWay">Whether only the first list stands for the second.</param>
public sealed record SynonymRule(IReadOnlyList<string> Terms, IReadOnlyList<string> Meanings, bool IsOneWay)
{
    /// <summary>As Elasticsearch reads it: <c>pwd, password</c> or <c>ac =&gt; air conditioning</c>.</summary>
    public override string ToString() => IsOneWay
        ? $"{string.Join(", ", Terms)} => {string.Join(", ", Meanings)}"
        : string.Join(", ", Terms);
}

/// <param name="Stems">The words of the text.</param>
/// <param name="Others">Terms of the same meaning.</param>
internal sealed record SynonymMatch(IReadOnlyList<string> Stems, IReadOnlyList<string> Others);
