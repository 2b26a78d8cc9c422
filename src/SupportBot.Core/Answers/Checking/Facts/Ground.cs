namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>The part of the cited passages that a sentence rests on: of each the sentences in a row that hold most of it.</summary>
internal sealed class Ground
{
    /// <summary>So many sentences in a row are taken to speak of one thing.</summary>
    private const int Window = 5;

    private readonly IReadOnlyList<Source> _cited;

    private Ground(IReadOnlyList<Source> cited, IReadOnlyList<Statement> statements, IReadOnlyList<double> shares)
    {
        _cited = cited;
        Statements = statements;
        Nearest = statements.Count > 0 ? statements[shares.Index().MaxBy(share => share.Item).Index] : null;
        NearestShare = shares.DefaultIfEmpty().Max();
    }

    /// <summary>The sentences of the sources.</summary>
    public IReadOnlyList<Statement> Statements { get; }

    /// <summary>Those, and the headings above them.</summary>
    public IEnumerable<Statement> Near => Statements.Concat(_cited.Select(source => source.Headings));

    /// <summary>The one that holds most of the sentence.</summary>
    public Statement? Nearest { get; }

    /// <summary>How much it holds: 0 to 1.</summary>
    public double NearestShare { get; }

    public static Ground Of(Statement claim, IReadOnlyList<Source> cited)
    {
        var statements = cited.SelectMany(source => BestWindow(claim, source)).ToList();
        return new Ground(cited, statements, [.. statements.Select(statement => Share(claim, [statement]))]);
    }

    /// <summary>How much of the sentence's weight the window and the headings hold: 0 to 1.</summary>
    public double Coverage(Statement claim) => Share(claim, [.. Near]);

    /// <summary>How much of the sentence's weight some statements hold together: 0 to 1; 1 where it has no words of weight.</summary>
    public static double Share(Statement claim, IReadOnlyList<Statement> statements)
    {
        var (held, whole) = (0.0, 0.0);
        foreach (var topic in claim.Topics)
        {
            held += topic.Weight * statements.Max(statement => statement.Set.Match(topic.Stem));
            whole += topic.Weight;
        }
        return whole > 0 ? held / whole : 1;
    }

    private static IEnumerable<Statement> BestWindow(Statement claim, Source source)
    {
        if (source.Sentences.Count == 0) return [];
        var start = Enumerable.Range(0, Math.Max(1, source.Sentences.Count - Window + 1)).MaxBy(i => Share(claim, [.. source.Sentences.Skip(i).Take(Window)]));
        return source.Sentences.Skip(start).Take(Window);
    }
}
