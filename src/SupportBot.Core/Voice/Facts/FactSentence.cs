using System.Globalization;
using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Translating;
using SupportBot.Core.Language;

namespace SupportBot.Core.Voice.Facts;

/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Key">Equal for two ways to write the same.</param>
internal readonly record struct Fact(FactKind Kind, string Text, string Key);

/// <summary>A sentence, item, step, row or block of code with its facts.</summary>
internal sealed partial class FactSentence
{
    /// <param name="part">As it is written.</param>
    /// <param name="markers">The sources that it rests on: its own, or those of what announces it.</param>
    /// <param name="locks">Finds what is locked.</param>
    /// <param name="language">Two-letter code.</param>
    public FactSentence(DraftPart part, IReadOnlyList<int> markers, Locks locks, string language)
    {
        (Part, Markers) = (part, markers);
        Said = new Statement(IsCode ? part.Body : CleanMarkdown.Sentence(part.Bare), language);
        Facts = IsCode ? [CodeOf(part.Body)] : [.. FactsOf(part.Bare, locks, language)];
        Hints = IsCode ? [] : [.. HintWords.In(Said)];
    }

    public DraftPart Part { get; }

    public IReadOnlyList<int> Markers { get; }

    public Statement Said { get; }

    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>Words that another meaning would change.</summary>
    public IReadOnlyList<Fact> Hints { get; }

    public bool IsStep => Part.Shape == DraftShape.Step;

    private bool IsCode => Part.Shape == DraftShape.Code;

    /// <summary>A heading or lead-in announces, and a sentence without words of weight says nothing.</summary>
    public bool Claims => !IsCode && Part.Shape != DraftShape.Heading && !Part.IsLeadIn
        && (Facts.Count > 0 || Said.Topics.Any(topic => topic.Weight >= 1));

    private static Fact CodeOf(string fence)
    {
        var lines = fence.Split('\n')[1..].Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("```", StringComparison.Ordinal));
        var code = string.Join('\n', lines);
        return new Fact(FactKind.Code, code, code);
    }

    private static IEnumerable<Fact> FactsOf(string bare, Locks locks, string language)
    {
        var open = bare.ToCharArray();
        foreach (var (span, kind) in locks.SpansIn(bare))
        {
            if (Read(bare[span], kind, language) is not { } fact) continue;
            Array.Fill(open, '\n', span.Start.Value, span.End.Value - span.Start.Value);
            yield return fact;
        }
        // In "step -4" the sign would be taken for a dash.
        foreach (var number in Number.In(Signed().Replace(new string(open), "("), language))
            yield return new Fact(
                FactKind.Number, $"{number.Value} {number.Unit}".TrimEnd(), $"{number.Value} {number.Unit}");
    }

    /// <summary>Null for a number, which is read with its unit.</summary>
    private static Fact? Read(string text, FactKind kind, string language) => kind switch
    {
        FactKind.Code => new Fact(kind, text, text.Trim('`').Trim()),
        FactKind.Label => new Fact(kind, text, text.Trim('*', '"', '“', '”', '„').TrimEnd(':', '.', ',')),
        FactKind.Address => new Fact(kind, text, Target().Match(text) is { Success: true } link
            ? link.Groups["url"].Value
            : text.Trim('<', '>').TrimEnd('.', '/')),
        FactKind.Path => new Fact(kind, text, text.TrimEnd('.', '/')),
        FactKind.Date => new Fact(kind, text, DateWord().Replace(text, "").ToLowerInvariant()),
        FactKind.Name => new Fact(kind, text, Stemmer.Stem(text.ToLowerInvariant(), language)),
        FactKind.Number => Figure(text),
        _ => null,
    };

    private static Fact? Figure(string text)
    {
        if (IsoDate().IsMatch(text)) return new Fact(FactKind.Date, text, text);
        if (Version().IsMatch(text))
            return new Fact(FactKind.Version, text, text.TrimStart('v', 'V').ToLower(CultureInfo.InvariantCulture));
        return Designation().IsMatch(text) ? new Fact(FactKind.Name, text, text.ToLowerInvariant()) : null;
    }

    [GeneratedRegex(@"\s(?=[-−]\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Signed();

    [GeneratedRegex(@"\]\((?<url>[^)\s]*)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Target();

    [GeneratedRegex(@"(?<=\d)(?:st|nd|rd|th)\b|[.,]", RegexOptions.CultureInvariant)]
    private static partial Regex DateWord();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"^(?:[vV]\d+(?:\.\d+)*|\d+(?:\.\d+){2,}[\w.-]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    /// <summary>"AES-256" and "x64", but no "10GB".</summary>
    [GeneratedRegex(@"^\p{L}|^\d+\p{Ll}$", RegexOptions.CultureInvariant)]
    private static partial Regex Designation();
}
