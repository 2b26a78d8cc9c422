using SupportBot.Cli.Eval.Report;

namespace SupportBot.Cli.Compare;

// A self-contained page as that of `eval answers`: a table and, where at least two arms were measured, charts.
internal static class ComparisonHtml
{
    public static string Of(Comparison comparison) => ReportPage.Of(
        $"Retrieval, tuning, and both on {comparison.Stamp.Questions}, {comparison.Stamp.At:yyyy-MM-dd}",
        Html.Of($"""
            <header><h1>Retrieval, tuning, and both</h1>
            {Html.Each(ComparisonText.Notes(comparison), note => Html.Of($"<p>{note.Replace("**", "")}</p>"))}</header>
            <main>
            {Html.Each(
                new ComparisonTable(comparison).Rows().GroupBy(row => row.Group),
                group => Group(comparison, group.Key, [.. group]))}
            {Guide(comparison)}
            <section><h2>Published elsewhere, on other questions</h2><ul>
            {Html.Each(PublishedAnchor.All, anchor => Html.Of($"<li>{anchor.Finding} ({anchor.Source})</li>"))}
            </ul></section>
            </main>
            """));

    private static Html Group(Comparison comparison, string title, IReadOnlyList<ComparisonRow> rows) => Html.Of($"""
        <section><h2>{title}</h2>
        {Html.Each(rows, row => Chart(comparison, row))}
        <table class="arms"><caption>{title}, in figures</caption><thead><tr><td></td>{Html.Each(
            rows, row => Html.Of($"""<th scope="col">{row.Title}</th>"""))}</tr></thead>
        <tbody>{Html.Each(comparison.Arms.Index(), arm => Html.Of($"""
            <tr><th scope="row">{arm.Item.Arm.Name()}</th>{Html.Each(
                rows, row => Html.Of($"<td>{ComparisonText.Of(row, row.Cells[arm.Index])}</td>"))}</tr>
            """))}</tbody></table></section>

        """);

    private static Html Chart(Comparison comparison, ComparisonRow row)
    {
        var measured = row.Cells.Index().Where(cell => cell.Item is ComparisonCell.Measured)
            .Select(cell => new ChartRow(
                comparison.Arms[cell.Index].Arm.Name(), ((ComparisonCell.Measured)cell.Item).Value, Before: null))
            .ToList();
        if (measured.Count < 2 || row.Figure is not { } figure || measured.All(one => one.Now.High <= 0))
            return Html.None;
        return Html.Of($"""
            <h3>{row.Title}</h3>
            {new IntervalChart(measured, figure).Draw($"{row.Group[0]}-{figure.Name}", row.Title)}
            """);
    }

    private static Html Guide(Comparison comparison) => Html.Of($"""
        <section><h2>Decision guide</h2><table><thead><tr><th scope="col">What you need</th>
        <th scope="col">Choose</th><th scope="col">Because</th></tr></thead><tbody>
        {Html.Each(new DecisionGuide(comparison).Lines(), line => Html.Of(
            $"""<tr><th scope="row">{line.Need}</th><td>{line.Choice}</td><td>{line.Because}</td></tr>"""))}
        </tbody></table></section>

        """);
}
