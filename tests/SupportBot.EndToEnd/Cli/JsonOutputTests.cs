using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Cli;

/// <summary>Whether <c>--json</c> prints one JSON document and nothing else.</summary>
public sealed class JsonOutputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Ingest_and_search_print_one_document_each()
    {
        var ingested = await DocumentAsync(0, "ingest", Site.Handbook, "--data", _folder["data"], "--json");
        Assert.Equal(6, ingested["documents"]!.GetValue<int>());
        var found = await DocumentAsync(
            0, "search", "How long does the warranty last?", "--data", _folder["data"], "--top", "2", "--json");
        Assert.Equal(2, found["results"]!.AsArray().Count);
        Assert.Equal(["bm25", "vector"], found["legs"]!.AsArray().Select(leg => leg!.GetValue<string>()));
        Assert.Equal("warranty.md", found["results"]![0]!["documentId"]!.GetValue<string>());
        Assert.EndsWith(
            "#how-long-the-warranty-lasts", found["results"]![0]!["url"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_prints_one_document_too()
    {
        ByWords();
        await DocumentAsync(0, "ingest", Site.Handbook, "--data", _folder["data"], "--json");
        var found = await DocumentAsync(1, "search", "xylophone", "--data", _folder["data"], "--json");
        Assert.Empty(found["results"]!.AsArray());
    }

    [Theory]
    [InlineData("How long does the warranty last?", "answered")]
    [InlineData("Who won the chess world championship in 1972?", "refused")]
    [InlineData("thank you", "smalltalk")]
    public async Task Ask_prints_one_document_whatever_becomes_of_the_question(string question, string kind)
    {
        ByWords();
        var answer = JsonNode.Parse(
            (
                await BuiltProgram.RunAsync(
                    _folder.Path,
                    ["ask", question, "--docs", Site.Handbook, "--data", _folder["data"], "--json"])).Output)!;
        Assert.Equal(kind, answer["kind"]!.GetValue<string>());
        Assert.NotEmpty(answer["answer"]!.GetValue<string>());
        Assert.All(
            ["understand", "search", "write"],
            step => Assert.Equal(JsonValueKind.Number, answer["milliseconds"]![step]!.GetValueKind()));
        var citations = answer["citations"]!.AsArray();
        Assert.Equal(kind == "answered", citations.Count > 0);
        if (citations.Count == 0) return;
        Assert.Equal("warranty.md", citations[0]!["documentId"]!.GetValue<string>());
        Assert.EndsWith(
            "#how-long-the-warranty-lasts", citations[0]!["url"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("three years", citations[0]!["quote"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_answers_prints_one_document_with_every_measure()
    {
        _folder.With(
            "questions.jsonl",
            """
            {"id":"q1","question":"How long does the warranty last?","answerable":true,"documents":["warranty.md"]}
            {"id":"q2","question":"Who won the chess world championship in 1972?","answerable":false}
            """);
        var figures = await DocumentAsync(
            0, "eval", "answers", "--questions", _folder["questions.jsonl"], "--docs", Site.Handbook, "--json");
        Assert.All(
            ["refusedUnanswerable", "wronglyRefused", "goldCited", "goldFirst", "citationPrecision", "meanCitations"],
            key => Assert.NotNull(figures[key]));
    }

    [Fact]
    public async Task Eval_retrieval_prints_one_document_with_every_measure()
    {
        _folder.With("beir/corpus.jsonl", """
            {"_id":"d1","title":"Warranty","text":"The warranty lasts three years from the day of delivery."}
            {"_id":"d2","title":"Delivery","text":"A kettle is delivered within three working days."}
            """)
            .With("beir/queries.jsonl", """{"_id":"q1","text":"how long is the warranty"}""" + "\n")
            .With("beir/qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t1\n");
        var figures = await DocumentAsync(0, "eval", "retrieval", "--beir", _folder["beir"], "--json");
        string[] keys =
        [
            "R@1", "R@3", "R@5", "R@10", "nDCG@1", "nDCG@3", "nDCG@5", "nDCG@10", "hit@1", "hit@3", "hit@5", "MRR",
            "p50ms", "p95ms", "trainSeconds", "indexSeconds",
        ];
        foreach (var key in keys) Assert.Equal(JsonValueKind.Number, figures[key]?.GetValueKind());
        Assert.Equal(1, figures["hit@1"]!.GetValue<double>());
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A search by vectors finds the nearest section to anything.</summary>
    private void ByWords() => _folder.With("supportbot.json", """{ "Search": { "Embedding": "none" } }""");

    /// <summary>Anything before or after the document would not parse.</summary>
    private async Task<JsonNode> DocumentAsync(int exitCode, params string[] arguments)
    {
        var outcome = await BuiltProgram.RunAsync(_folder.Path, arguments);
        Assert.True(outcome.ExitCode == exitCode, $"Exit code {outcome.ExitCode}: {outcome.Error}");
        return JsonNode.Parse(outcome.Output)!;
    }
}
