using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Voice;

/// <summary>
/// A text as rules of style see it: code, tables, pictures, addresses, HTML and marks of sources are replaced by
/// spaces, so that offsets stay those of the text.
/// </summary>
internal sealed class VoiceText
{
    private readonly Lazy<TextMetrics> _metrics;

    public VoiceText(string markdown, string language)
    {
        Prose = Mask(markdown);
        _metrics = new Lazy<TextMetrics>(() => TextMetrics.Of(this, language));
    }

    public string Prose { get; }

    public TextMetrics Metrics => _metrics.Value;

    /// <summary>The parts that hold letters, from start to end.</summary>
    public IEnumerable<(int Start, int End)> Parts(VoiceScope scope) => scope switch
    {
        VoiceScope.Text => [(0, Prose.Length)],
        VoiceScope.Paragraph => Paragraphs(),
        _ => Paragraphs().SelectMany(paragraph => Sentences.In(Prose[paragraph.Start..paragraph.End])
            .Select(span => (paragraph.Start + span.Start, paragraph.Start + span.End))
            .Where(span => HasLetters(span.Item1, span.Item2))),
    };

    /// <summary>What of a Markdown text must stay as it is, from start to end, in order; spans may overlap.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="isStrict">Whether names count as well: what is in bold or in quotation marks.</param>
    public static IReadOnlyList<(int Start, int End)> Locked(string markdown, bool isStrict = false)
    {
        var document = Markdown.Parse(markdown, MarkdownSyntax.Pipeline);
        var spans = new List<(int Start, int End)>();
        foreach (var node in document.Descendants())
            switch (node)
            {
                case CodeBlock or HtmlBlock or CodeInline or HtmlInline or AutolinkInline or LinkReferenceDefinition:
                case LinkInline { IsImage: true }:
                // Cells are no sentences, though they may have words to replace.
                case Table when !isStrict:
                case EmphasisInline when isStrict:
                    spans.Add((node.Span.Start, node.Span.End + 1));
                    break;
                case LinkInline { UrlSpan: { IsEmpty: false } url }:
                    spans.Add((url.Start, url.End + 1));
                    break;
            }
        if (isStrict) spans.AddRange(SpansOf(VoicePatterns.Quoted, markdown));
        spans.AddRange(SpansOf(VoicePatterns.Fixed, markdown));
        return [.. spans.Where(span => span.Start >= 0 && span.End <= markdown.Length && span.Start < span.End)
            .OrderBy(span => span.Start)];
    }

    private static IEnumerable<(int Start, int End)> SpansOf(Regex pattern, string text) =>
        pattern.Matches(text).Select(match => (match.Index, match.Index + match.Length));

    private static string Mask(string markdown)
    {
        var prose = markdown.ToCharArray();
        foreach (var (start, end) in Locked(markdown))
            for (var i = start; i < end; i++)
                if (prose[i] is not ('\n' or '\r'))
                    prose[i] = ' ';
        return new string(prose);
    }

    private IEnumerable<(int Start, int End)> Paragraphs()
    {
        var start = 0;
        foreach (var gap in VoicePatterns.Gap.Matches(Prose).Cast<Match>())
        {
            if (HasLetters(start, gap.Index)) yield return (start, gap.Index);
            start = gap.Index + gap.Length;
        }
        if (HasLetters(start, Prose.Length)) yield return (start, Prose.Length);
    }

    private bool HasLetters(int start, int end) => VoicePatterns.Word.IsMatch(Prose.AsSpan(start, end - start));
}
