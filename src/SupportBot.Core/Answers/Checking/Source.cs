using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Checking;

/// <summary>A passage that an answer may cite, read once for all its sentences.</summary>
internal sealed class Source
{
    /// <param name="number">From 1; stands as <c>[1]</c> in the answer.</param>
    /// <param name="chunk">The passage.</param>
    public Source(int number, Chunk chunk)
    {
        (Number, Chunk) = (number, chunk);
        Units = Reading.Units.Of(chunk);
        Statements = [.. Units.Select(unit => new Statement($"{unit.Claim.Head}\n{unit.Claim.Text}", chunk.Language))];
        Sentences = [.. Units.SelectMany(SentencesOf).Select(text => new Statement(text, chunk.Language))];
        Headings = new Statement($"{chunk.Title}\n{chunk.Section}", chunk.Language);
        Whole = new Statement($"{chunk.Title}\n{chunk.Section}\n{chunk.Text}", chunk.Language);
    }

    public int Number { get; }

    public Chunk Chunk { get; }

    public IReadOnlyList<Unit> Units { get; }

    /// <summary>What each unit says.</summary>
    public IReadOnlyList<Statement> Statements { get; }

    /// <summary>Its sentences in order; each row of a table with the head, each block of code as one.</summary>
    public IReadOnlyList<Statement> Sentences { get; }

    /// <summary>Title and section, which hold for all of it.</summary>
    public Statement Headings { get; }

    public Statement Whole { get; }

    /// <summary>As a judge reads it.</summary>
    public string Premise => $"{Chunk.Title} › {Chunk.Section}\n{Chunk.Text}";

    private static IEnumerable<string> SentencesOf(Unit unit) => unit.Claim.Shape == ClaimShape.Item
        ? unit.Claim.Text.Split('\n')
            .SelectMany(line => Reading.Sentences.In(line).Select(span => line[span.Start..span.End]))
        : [$"{unit.Claim.Head}\n{unit.Claim.Text}"];

    /// <summary>Whether it has the very characters, whatever their case.</summary>
    public bool Has(string verbatim) => Whole.Plain.Contains(verbatim, StringComparison.OrdinalIgnoreCase);
}
