namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>
/// The part of the cited passages that a sentence rests on: of each the sentences in a row that hold most of it, and of
/// each clause of it.
/// </summary>
internal sealed class Ground
{
    /// <summary>So many sentences in a row are taken to speak of one thing.</summary>
    private const int Window = 5;

    /// <summary>A clause of so many topics is looked up by itself too.</summary>
    private const int LeastTopics = 3;

    /// <summary>
    /// A source sentence that holds so much of a clause says the same, so that what turns it must not be lost.
    /// </summary>
    private const double SameSentence = 0.7;

    /// <summary>Another one that holds as much but for this says it as well.</summary>
    private const double AsNear = 0.1;

    /// <summary>So much of a clause is in one clause of the source, if that one is its own.</summary>
    private const double SameClause = 0.5;

    private readonly IReadOnlyList<Source> _cited;

    private Ground(IReadOnlyList<Source> cited, Statement question, IReadOnlyList<Statement> statements,
        IReadOnlyList<double> shares)
    {
        (_cited, Question, Statements) = (cited, question, statements);
        Nearest = statements.Count > 0 ? statements[shares.Index().MaxBy(share => share.Item).Index] : null;
        NearestShare = shares.DefaultIfEmpty().Max();
    }

    /// <summary>What was asked.</summary>
    public Statement Question { get; }

    /// <summary>The sentences of the sources.</summary>
    public IReadOnlyList<Statement> Statements { get; }

    /// <summary>Those, and the headings above them.</summary>
    public IEnumerable<Statement> Near => Statements.Concat(_cited.Select(source => source.Headings));

    /// <summary>The one that holds most of the sentence.</summary>
    public Statement? Nearest { get; }

    /// <summary>How much it holds: 0 to 1.</summary>
    public double NearestShare { get; }

    public static Ground Of(Statement claim, IReadOnlyList<Source> cited, Statement question)
    {
        var statements = cited.SelectMany(source => BestWindows(claim, source)).ToList();
        return new Ground(cited, question, statements, [.. statements.Select(statement => Share(claim, [statement]))]);
    }

    /// <summary>How much of the sentence's weight the sentences and the headings hold: 0 to 1.</summary>
    public double Coverage(Statement claim) => Share(claim, [.. Near]);

    /// <summary>
    /// How well the sentence is supported: 0 to 1. It is the mean of what all sentences hold and of what the nearest
    /// one holds: a logistic regression on the half of MTRAG that the check was tuned on, sentences of the turn against
    /// those of other turns, weighed both alike (3.0 and 2.7).
    /// </summary>
    public double Support(Statement claim) => (Coverage(claim) + NearestShare) / 2;

    /// <summary>
    /// The sentences of the sources that hold so much of some topics, wherever they stand; most first.
    /// </summary>
    public IEnumerable<(Statement Statement, double Share)> Holding(IReadOnlyList<Topic> topics, double least) =>
        _cited.SelectMany(source => source.Sentences)
            .Select(statement => (Statement: statement, Share: Share(topics, [statement])))
            .Where(holding => holding.Share >= least)
            .OrderByDescending(holding => holding.Share);

    /// <summary>
    /// Whether what the sources turn, and nowhere say straight, is said straight in a clause of so much weight.
    /// </summary>
    public bool TurnsStraight(Statement claim, Modality kind, double leastWeight) =>
        claim.Topics.Select(topic => topic.Clause).Distinct()
            .Where(clause => !claim.Turns.Any(turn => turn.Clause == clause && turn.Kind.HasFlag(kind)))
            .Select(claim.TopicsOf)
            .Any(topics => topics.Sum(topic => topic.Weight) >= leastWeight && TurnsStraight(topics, kind));

    private bool TurnsStraight(IReadOnlyList<Topic> clause, Modality kind)
    {
        var holding = Holding(clause, SameSentence).ToList();
        return holding.Count > 0 && holding.TakeWhile(one => one.Share >= holding[0].Share - AsNear)
            .All(one => one.Statement.Turns.Any(turn =>
                turn.Kind.HasFlag(kind) && turn.Heads.Count > 0
                && turn.Heads.All(head => clause.Any(topic => topic.Stem == head.Stem))
                && IsOwn(one.Statement.TopicsOf(turn.Clause), clause)));
    }

    private static bool IsOwn(IReadOnlyList<Topic> source, IReadOnlyList<Topic> clause) =>
        clause.Count(topic => source.Any(other => other.Stem == topic.Stem)) >= clause.Count * SameClause;

    /// <summary>
    /// How much of the sentence's weight some statements hold together: 0 to 1; 1 where it has no words of weight.
    /// </summary>
    public static double Share(Statement claim, IReadOnlyList<Statement> statements) => Share(claim.Topics, statements);

    /// <summary>The same for some of its words.</summary>
    public static double Share(IReadOnlyList<Topic> topics, IReadOnlyList<Statement> statements)
    {
        var (held, whole) = (0.0, 0.0);
        foreach (var topic in topics)
        {
            held += topic.Weight * statements.Max(statement => statement.Set.Match(topic.Stem));
            whole += topic.Weight;
        }
        return whole > 0 ? held / whole : 1;
    }

    private static IEnumerable<Statement> BestWindows(Statement claim, Source source)
    {
        var held = claim.Topics.Select(topic => source.Sentences
            .Select(sentence => topic.Weight * sentence.Set.Match(topic.Stem)).ToArray()).ToList();
        var clauses = claim.Topics.Index().GroupBy(topic => topic.Item.Clause, topic => held[topic.Index])
            .Select(rows => rows.ToList()).Where(rows => rows.Count >= LeastTopics);
        var chosen = new SortedSet<int>();
        foreach (var rows in clauses.Append(held))
        {
            var start = Enumerable.Range(0, Math.Max(1, source.Sentences.Count - Window + 1))
                .MaxBy(i => rows.Sum(row => row.Skip(i).Take(Window).DefaultIfEmpty().Max()));
            chosen.UnionWith(Enumerable.Range(start, Math.Min(Window, source.Sentences.Count - start)));
        }
        return chosen.Select(i => source.Sentences[i]);
    }
}
