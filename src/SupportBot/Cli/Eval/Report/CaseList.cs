using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval.Report;

internal static class CaseList
{
    // Ordered by severity; a case is listed in the first group that matches.
    private static readonly (string Title, Func<CaseReport, bool> Holds)[] Groups =
    [
        ("Answered, though no document answers", one => !one.Answerable && one.Kind == AnswerKind.Answered),
        ("Claims without support", one => one.Unsupported.Count > 0),
        ("No answer, though a document answers", one => one.Answerable && one.Kind != AnswerKind.Answered),
        ("No right document cited", one => one.Answerable && !one.Citations.Any(citation => citation.IsRight)),
        ("Key facts missing", one => one.Answerable && one.Facts.Any(fact => !fact.IsSaid)),
        ("Neither answered nor refused", one => !one.Answerable && one.Kind != AnswerKind.Refused),
        ("As expected", _ => true),
    ];

    public static Html Of(IReadOnlyList<CaseReport> cases)
    {
        var grouped = cases.ToLookup(one => Array.FindIndex(Groups, group => group.Holds(one)));
        return Html.Each(Enumerable.Range(0, Groups.Length).Where(grouped.Contains), i =>
        {
            var open = i < Groups.Length - 1 ? new Html(" open") : Html.None;
            return Html.Of($"""
                <details{open}><summary>{Groups[i].Title} <span class="count">{grouped[i].Count()}</span></summary>
                {Html.Each(grouped[i], Case)}</details>

                """);
        });
    }

    private static Html Case(CaseReport one) => Html.Of($"""
        <details class="case"><summary><span class="kind">{KindOf(one)}</span> {one.Question}</summary>
        <dl>
        <dt>Case</dt><dd>{one.Id}</dd>
        {(one.History.Count == 0 ? Html.None : AskedBefore(one.History))}
        <dt>Expected</dt><dd>{Expected(one)}</dd>
        {List("Key facts", one.Facts, Fact)}
        <dt>Answer</dt><dd class="answer">{one.Answer}</dd>
        {List("Sources", one.Citations, Citation)}
        {List("Claims without support", one.Unsupported, Unsupported)}
        </dl></details>

        """);

    private static string Expected(CaseReport one) =>
        one.Answerable ? string.Join(", ", one.Expected) : "a refusal: no document answers";

    private static Html AskedBefore(IReadOnlyList<string> questions) =>
        Html.Of($"<dt>Asked before</dt><dd>{Html.Each(questions, text => Html.Of($"<p>{text}</p>"))}</dd>");

    private static Html List<T>(string title, IReadOnlyList<T> items, Func<T, Html> item) =>
        items.Count == 0 ? Html.None : Html.Of($"<dt>{title}</dt><dd><ul>{Html.Each(items, item)}</ul></dd>");

    private static Html Fact(FactReport fact) => Html.Of($"<li>{Mark(fact.IsSaid)} {fact.Fact}</li>");

    private static Html Citation(CitationReport citation)
    {
        var id = citation.DocumentId;
        return Html.Of($"<li>{Mark(citation.IsRight)} [{citation.Number}] {Link(citation)} <code>{id}</code></li>");
    }

    private static Html Unsupported(JudgedClaim claim) =>
        Html.Of($"<li>{Mark(false)} {claim.Text} <code>{claim.Code}</code></li>");

    // Addresses other than HTTP(S) are shown without a link.
    private static Html Link(CitationReport citation)
    {
        var place = citation.Section.Length > 0 ? $"{citation.Title} › {citation.Section}" : citation.Title;
        return Uri.TryCreate(citation.Url, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? Html.Of($"""<a href="{uri.AbsoluteUri}" rel="noreferrer">{place}</a>""")
            : Html.Of($"{place}");
    }

    // Has a text alternative for screen readers.
    private static Html Mark(bool holds) => new(holds
        ? """<span class="good" role="img" aria-label="yes">✓</span>"""
        : """<span class="bad" role="img" aria-label="no">✗</span>""");

    private static string KindOf(CaseReport one) => one.Kind switch
    {
        AnswerKind.Answered => "answered",
        AnswerKind.Refused => "refused",
        AnswerKind.Clarify => "asked back",
        AnswerKind.Human => "human",
        AnswerKind.Unavailable => "no search",
        _ => "small talk",
    };
}
