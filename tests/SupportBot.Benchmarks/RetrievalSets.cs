using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.Core.Evaluation.Retrieval;

namespace SupportBot.Benchmarks;

/// <summary>
/// The shared question sets as retrieval sets: MTRAG's pools, and the answerable questions of TechQA.
/// </summary>
internal static class RetrievalSets
{
    /// <summary>Those that constants were tuned on, then those that nothing was tuned on.</summary>
    public static readonly IReadOnlyList<(string Name, Func<RetrievalSet> Read)> All =
    [
        ("TechQA", TechQa),
        ("ClapNQ, rewritten", () => Mtrag("clapnq", "rewrite")),
        ("ClapNQ, last turn", () => Mtrag("clapnq", "lastturn")),
        ("Cloud, rewritten", () => Mtrag("cloud", "rewrite")),
        ("Cloud, last turn", () => Mtrag("cloud", "lastturn")),
    ];

    private static RetrievalSet TechQa() => AsBeir(
        File.ReadLines(Data("techqa", "documents.jsonl")),
        Objects(Data("techqa", "questions.jsonl")).Where(IsAnswerable).Select(question => new JsonObject
        {
            ["_id"] = question["id"]!.DeepClone(),
            ["text"] = question["question"]!.DeepClone(),
        }),
        Objects(Data("techqa", "questions.jsonl")).Where(IsAnswerable)
                .SelectMany(question =>
                    question["contexts"]!.AsArray().Select(context => $"{question["id"]}\t{context!["filename"]}\t1"))
                .Prepend("query-id\tcorpus-id\tscore"));

    /// <summary>An MTRAG pool with its questions in one form.</summary>
    public static RetrievalSet Mtrag(string pool, string turns) => AsBeir(
        File.ReadLines(Data("mtrag", pool, "passages.jsonl")),
        Objects(Data("mtrag", pool, $"{turns}.jsonl")).Select(question => new JsonObject
        {
            ["_id"] = question["_id"]!.DeepClone(),
            ["text"] = question["text"]!.GetValue<string>().Replace("|user|: ", "", StringComparison.Ordinal),
        }),
        File.ReadLines(Data("mtrag", pool, "qrels.tsv")));

    /// <summary>Goes through the files that <c>eval retrieval</c> reads.</summary>
    private static RetrievalSet AsBeir(
        IEnumerable<string> corpus, IEnumerable<JsonObject> queries, IEnumerable<string> judgements)
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-beir-");
        try
        {
            File.WriteAllLines(Path.Combine(folder.FullName, "corpus.jsonl"), corpus);
            File.WriteAllLines(
                Path.Combine(folder.FullName, "queries.jsonl"), queries.Select(query => query.ToJsonString()));
            File.WriteAllLines(Path.Combine(folder.FullName, "qrels.tsv"), judgements);
            return BeirFolder.Read(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsAnswerable(JsonObject question) => !question["is_impossible"]!.GetValue<bool>();

    private static IEnumerable<JsonObject> Objects(string path) =>
        File.ReadLines(path).Select(line => JsonSerializer.Deserialize<JsonObject>(line)!);

    private static string Data(params string[] path) =>
        Path.Combine([
            Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine("..", "shared", "data"), .. path,]);
}
