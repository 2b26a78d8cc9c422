using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Benchmarks.VoiceGates;

/// <param name="Text">A sentence or step without its number.</param>
/// <param name="Markers">What it cites.</param>
/// <param name="IsStep">Whether it is set as an item of a numbered list.</param>
internal sealed record AnswerPiece(string Text, IReadOnlyList<int> Markers, bool IsStep);

/// <summary>An answer in the sentences and steps of two neighbouring sections of a page.</summary>
/// <param name="Page">Answers of one page are drawn together.</param>
/// <param name="Passages">What it cites.</param>
/// <param name="Pieces">In order.</param>
internal sealed partial record PlainAnswer(
    string Page, IReadOnlyList<Chunk> Passages, IReadOnlyList<AnswerPiece> Pieces)
{
    private const int LeastWords = 5;
    private const int MostWords = 40;
    private const int SentencesOfPassage = 4;

    public string Text { get; } = Render(Pieces);

    public static IEnumerable<PlainAnswer> Of(ChunkedDocument document) => document.Chunks.Chunk(2)
        .Select(passages => new PlainAnswer(
            document.Document.Id, passages, [.. passages.SelectMany((passage, i) => PiecesOf(passage, i + 1))]))
        .Where(answer => answer.Pieces.Count > 1);

    public static string Render(IReadOnlyList<AnswerPiece> pieces)
    {
        var text = new StringBuilder();
        var step = 0;
        foreach (var (i, piece) in pieces.Index())
        {
            step = piece.IsStep ? step + 1 : 0;
            if (i > 0) text.Append(step > 1 ? "\n" : step == 1 || pieces[i - 1].IsStep ? "\n\n" : " ");
            if (step > 0) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{step}. ");
            text.Append(piece.Text).AppendJoin("", piece.Markers.Select(marker => $" [{marker}]"));
        }
        return text.ToString();
    }

    private static IEnumerable<AnswerPiece> PiecesOf(Chunk passage, int number)
    {
        var units = Units.Of(passage);
        var steps = units.Where(unit => unit.IsStep).GroupBy(unit => unit.Claim.Block).FirstOrDefault(list =>
            list.Count() > 1 && list.All(unit => IsPlain(StepText(unit), least: 2)));
        var sentences = units.Where(unit => unit.Claim.Shape == ClaimShape.Sentence && !unit.IsLeadIn)
            .Select(unit => OneLine(unit.Claim.Text))
            .Where(text => IsPlain(text, LeastWords) && Sentence().IsMatch(text))
            .Take(SentencesOfPassage).Select(text => new AnswerPiece(text, [number], IsStep: false));
        return sentences.Concat((steps ?? Enumerable.Empty<Unit>())
            .Select(unit => new AnswerPiece(StepText(unit), [number], IsStep: true)));
    }

    private static string StepText(Unit unit) => Mark().Replace(unit.Claim.Text, "");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private static bool IsPlain(string text, int least) =>
        text.Split(' ').Length is var words && words >= least && words <= MostWords
        && !text.Contains('\n') && !text.Contains("![", StringComparison.Ordinal) && !text.Contains('|')
        && !text.Contains('<') && !text.Contains('{');

    [GeneratedRegex(@"^\d{1,3}[.)]\s+")]
    private static partial Regex Mark();

    /// <summary>From a capital to a full stop, which the hard line breaks of TechQA often miss.</summary>
    [GeneratedRegex(@"^[A-Z`*][^•]*\.$", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();
}
