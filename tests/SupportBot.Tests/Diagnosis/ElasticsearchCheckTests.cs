using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Diagnosis;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Tests.Elasticsearch;

namespace SupportBot.Tests.Diagnosis;

public sealed class ElasticsearchCheckTests : IDisposable
{
    private readonly ClusterDouble _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task A_whole_index_on_a_recent_cluster_is_fine()
    {
        Cluster();
        Assert.Equal(
            ["The cluster acme answers, with Elasticsearch 9.5.0.", "The index supportbot-default-v2 is whole."],
            (await FindingsAsync()).Select(finding => finding.What));
    }

    [Fact]
    public async Task Before_the_first_start_there_is_no_index() =>
        Assert.Equal(
            [Outcome.Good, Outcome.Skipped],
            (await FindingsAsync(() => Cluster(index: null))).Select(finding => finding.Outcome));

    [Fact]
    public async Task An_old_cluster_is_to_be_upgraded() =>
        await ComplainsAsync(
            () => Cluster(version: "8.19.4"), Outcome.Wrong, "runs Elasticsearch 8.19.4", "Upgrade it to 9.0 or newer");

    [Fact]
    public async Task An_index_of_another_layout_is_to_be_rebuilt() =>
        await ComplainsAsync(
            () => Cluster(layout: 0), Outcome.Wrong, "has the layout of another version", "supportbot index rebuild");

    [Fact]
    public async Task Synonyms_that_no_question_knows_are_told() =>
        await ComplainsAsync(
            () => Cluster(synonyms: """{"count":1,"synonyms_set":[{"id":"1","synonyms":"a, b"}]}"""),
            Outcome.Doubtful,
            "questions do not know them",
            "supportbot index rebuild");

    [Fact]
    public async Task What_a_rebuild_left_is_told() =>
        await ComplainsAsync(
            () => Cluster(other: "supportbot-default-v3"), Outcome.Doubtful, "No search goes to supportbot-default-v3",
            "supportbot index sweep");

    [Fact]
    public async Task Copies_that_have_no_node_are_told_apart_from_those_that_are_missing()
    {
        await ComplainsAsync(
            () => Cluster(health: "yellow", nodes: 1), Outcome.Doubtful, "1 data nodes cannot hold 1",
            "Search:Elasticsearch:Replicas");
        await ComplainsAsync(
            () => Cluster(health: "yellow", nodes: 3), Outcome.Doubtful, "lacks copies.", "look again in a minute");
        await ComplainsAsync(() => Cluster(health: "red"), Outcome.Wrong, "is red", "Bring the missing node back");
    }

    [Fact]
    public async Task A_cluster_that_refuses_the_key_is_told() =>
        await ComplainsAsync(
            () => _cluster.Then("a", HttpStatusCode.Unauthorized), Outcome.Wrong, "refuses the key or password",
            "docs/elasticsearch.md");

    private async Task ComplainsAsync(Action arrange, Outcome outcome, string what, string fix)
    {
        var finding = Assert.Single(
            await FindingsAsync(arrange), finding => finding.Outcome is Outcome.Wrong or Outcome.Doubtful);
        Assert.Equal(outcome, finding.Outcome);
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.Contains(fix, finding.Fix!, StringComparison.Ordinal);
    }

    private async Task<List<DoctorFinding>> FindingsAsync(Action? arrange = null)
    {
        arrange?.Invoke();
        var options = new ElasticsearchOptions();
        await using var services = new ServiceCollection()
            .AddSingleton(new ElasticsearchIndex(_cluster.Open("a"), options, "default")).BuildServiceProvider();
        return await new ElasticsearchCheck(services, Options.Create(options))
            .ExamineAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What the cluster answers to the questions of a check, in their order.</summary>
    private void Cluster(
        string version = "9.5.0",
        string? index = "supportbot-default-v2",
        string? other = null,
        string health = "green",
        int nodes = 3,
        int layout = 1,
        string synonyms = """{"count":0,"synonyms_set":[]}""")
    {
        var all = new[] { index, other }.OfType<string>().Select(name => $"{Quoted(name)}: {{ \"aliases\": {{}} }}");
        Answer($$$"""{"name":"a","cluster_name":"acme","version":{"number":"{{{version}}}"} }""");
        Answer(index is null ? "{}" : $"{{ {Quoted(index)}: {{ \"aliases\": {{}} }} }}");
        Answer($"{{ {string.Join(',', all)} }}");
        if (index is null) return;
        Answer(
            $$"""
            {"cluster_name":"acme","status":"{{health}}","timed_out":false,"number_of_nodes":{{nodes}},
             "number_of_data_nodes":{{nodes}},"active_shards":1,"unassigned_shards":0}
            """
        );
        const string content = """{"docs":{"count":3,"deleted":0},"store":{"size_in_bytes":1000}}""";
        Answer($$"""{"_all":{"primaries":{{content}},"total":{{content}} } }""");
        Answer($$"""{"{{index}}":{"mappings":{"_meta":{"layout":{{layout}} },"properties":{} } } }""");
        Answer(synonyms);
    }

    private static string Quoted(string name) => $"\"{name}\"";

    private void Answer(string body) => _cluster.Then("a", HttpStatusCode.OK, body);
}
