using System.Text.Json.Serialization;

namespace SupportBot.Core.Evaluation.Retrieval;

/// <summary>
/// A retrieval set in the files of the BEIR benchmark (Thakur et al. 2021): <c>corpus.jsonl</c> (<c>_id</c>,
/// <c>title</c>, <c>text</c>), <c>queries.jsonl</c> (<c>_id</c>, <c>text</c>) and <c>qrels.tsv</c> (query-id,
/// corpus-id,
/// score, with a header).
/// </summary>
public static class BeirFolder
{
    /// <summary>Reads the folder. Questions without a relevant document are left out, as trec_eval does.</summary>
    /// <exception cref="EvaluationDataException">
    /// A file is missing, a line is wrong, or there is nothing to measure.
    /// </exception>
    public static RetrievalSet Read(string path)
    {
        if (!Directory.Exists(path))
            throw new EvaluationDataException(
                $"The folder {path} does not exist. It must hold corpus.jsonl, queries.jsonl and qrels.tsv.");
        var corpus = JsonLines.Read<RetrievalDocument>(Path.Combine(path, "corpus.jsonl"));
        if (corpus.GroupBy(document => document.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new EvaluationDataException(
                $"{path}: corpus.jsonl has the _id '{twice.Key}' more than once. Each must be unique.");
        var relevant = ReadJudgements(Path.Combine(path, "qrels.tsv")).ToLookup(judged => judged.Query);
        var queries = JsonLines.Read<QueryLine>(Path.Combine(path, "queries.jsonl"))
            .Where(question => relevant.Contains(question.Id))
            .Select(question => new RetrievalQuery(question.Id, question.Text, Grades(relevant[question.Id]))).ToList();
        return queries.Count > 0
            ? new RetrievalSet(corpus, queries)
            : throw new EvaluationDataException(
                $"{path}: no question of queries.jsonl has a document with a score above 0 in qrels.tsv.");
    }

    private static Dictionary<string, int> Grades(IEnumerable<(string Query, string Document, int Score)> judged) =>
        judged.GroupBy(j => j.Document)
            .ToDictionary(same => same.Key, same => same.Max(j => j.Score), StringComparer.Ordinal);

    private static IEnumerable<(string Query, string Document, int Score)> ReadJudgements(string path) =>
        JsonLines.Lines(path).Where(line => line.Number > 1).Select(line => line.Text.Split('\t') switch
        {
            [var query, var document, var score] when int.TryParse(score, out var grade) => (query, document, grade),
            _ => throw new EvaluationDataException(
                $"{path}, line {line.Number}: "
                    + "expected query-id, corpus-id and a whole number as score, separated by tabs."),
        }).Where(judged => judged.grade > 0);

    private sealed record QueryLine([property: JsonPropertyName("_id")] string Id, string Text);
}
