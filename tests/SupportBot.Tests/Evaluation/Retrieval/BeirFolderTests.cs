using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Retrieval;

namespace SupportBot.Tests.Evaluation.Retrieval;

public sealed class BeirFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("beir");

    public BeirFolderTests()
    {
        Write(
            "corpus.jsonl",
            """{"_id":"d1","title":"Start","text":"Press the button."}""",
            "",
            """{"_id":"d2","text":"No title here."}""");
        Write(
            "queries.jsonl",
            """{"_id":"c1<::>1","text":"how to start"}""",
            """{"_id":"c1<::>2","text":"nobody judged this"}""");
        Write("qrels.tsv", "query-id\tcorpus-id\tscore", "c1<::>1\td1\t2", "c1<::>1\td2\t0");
    }

    [Fact]
    public void Documents_and_judged_questions_are_read()
    {
        var set = BeirFolder.Read(_folder.FullName);
        Assert.Equal([new("d1", "Press the button.", "Start"), new("d2", "No title here.")], set.Corpus);
        var query = Assert.Single(set.Queries);
        Assert.Equal(("c1<::>1", "how to start", "c1"), (query.Id, query.Text, query.Conversation));
        Assert.Equal([KeyValuePair.Create("d1", 2)], query.Relevant);
    }

    [Theory]
    [InlineData("corpus.jsonl", "{\"_id\":\"d1\"}", "corpus.jsonl, line 1")]
    [InlineData("corpus.jsonl", "{\"_id\":\"d1\",\"text\":null}", "corpus.jsonl, line 1")]
    [InlineData("queries.jsonl", "{\"_id\":\"q\",\"text\":\"ok\"}\n{nonsense", "queries.jsonl, line 2")]
    [InlineData(
        "qrels.tsv", "query-id\tcorpus-id\tscore\nq d1 1",
        "qrels.tsv, line 2: expected query-id, corpus-id and a whole number")]
    [InlineData("qrels.tsv", "query-id\tcorpus-id\tscore\nother\td1\t1", "no question of queries.jsonl has a document")]
    [InlineData(
        "corpus.jsonl", "{\"_id\":\"d1\",\"text\":\"a\"}\n{\"_id\":\"d1\",\"text\":\"b\"}",
        "the _id 'd1' more than once")]
    public void A_wrong_line_is_named(string file, string content, string message)
    {
        Write(file, content);
        Assert.Contains(
            message, Assert.Throws<EvaluationDataException>(() => BeirFolder.Read(_folder.FullName)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_or_folder_is_named()
    {
        File.Delete(Path.Combine(_folder.FullName, "queries.jsonl"));
        Assert.Contains("queries.jsonl does not exist", Failure(_folder.FullName), StringComparison.Ordinal);
        Assert.Contains(
            "must hold corpus.jsonl", Failure(Path.Combine(_folder.FullName, "nowhere")), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Failure(string path) =>
        Assert.Throws<EvaluationDataException>(() => BeirFolder.Read(path)).Message;

    private void Write(string file, params string[] lines) =>
        File.WriteAllLines(Path.Combine(_folder.FullName, file), lines);
}
