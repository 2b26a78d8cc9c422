using System.Text.Json;

namespace SupportBot.Tests.Cli;

[Collection("Console")]
public sealed class EvalRetrievalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("beir");

    public EvalRetrievalTests()
    {
        Write("corpus.jsonl", [.. Enumerable.Range(0, 60).Select(Document)]);
        Write("queries.jsonl", """{"_id":"c<::>1","text":"word42"}""", """{"_id":"c<::>2","text":"topic17"}""");
        Write("qrels.tsv", "query-id\tcorpus-id\tscore", "c<::>1\td42\t1", "c<::>2\td17\t1");
    }

    [Theory]
    [InlineData("bm25")]
    [InlineData("hybrid")]
    [InlineData("vector")]
    public async Task Json_holds_exactly_the_figures(string leg)
    {
        var (code, output, _) = await RunAsync("--leg", leg, "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(0, code);
        Assert.Equal(
            "R@1,R@3,R@5,R@10,nDCG@1,nDCG@3,nDCG@5,nDCG@10,hit@1,hit@3,hit@5,MRR,p50ms,p95ms,trainSeconds,indexSeconds",
            string.Join(',', json.RootElement.EnumerateObject().Select(figure => figure.Name)));
        Assert.Equal(leg == "bm25", json.RootElement.GetProperty("trainSeconds").GetDouble() == 0);
        if (leg != "vector") Assert.Equal(1, json.RootElement.GetProperty("hit@1").GetDouble());
    }

    [Fact]
    public async Task A_comparison_has_both_legs_and_the_difference_with_its_interval()
    {
        var (_, output, _) = await RunAsync("--compare", "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["hybrid", "bm25", "difference"], json.RootElement.EnumerateObject().Select(part => part.Name));
        Assert.Equal(
            ["mean", "low", "high"],
            json.RootElement.GetProperty("difference")
                .GetProperty("nDCG@10")
                .EnumerateObject()
                .Select(part => part.Name));
        Assert.Contains("difference (95 % interval)", (await RunAsync("--compare")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_told_without_a_stack_trace()
    {
        File.Delete(Path.Combine(_folder.FullName, "qrels.tsv"));
        var (code, _, error) = await RunAsync("--json");
        Assert.Equal(2, code);
        Assert.Equal($"{Path.Combine(_folder.FullName, "qrels.tsv")} does not exist. Check the path.", error.Trim());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] options) =>
        Console.RunAsync(["eval", "retrieval", "--beir", _folder.FullName, .. options]);

    private static string Document(int i) =>
        $$"""{"_id":"d{{i}}","title":"Topic{{i}}","text":"Red word{{i}} and word{{i % 7}}. Then thing{{i % 5}}."}""";

    private void Write(string file, params string[] lines) =>
        File.WriteAllLines(Path.Combine(_folder.FullName, file), lines);
}
