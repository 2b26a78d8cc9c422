using System.Text.Json.Nodes;
using SupportBot.Conformance.Elasticsearch.Node;

namespace SupportBot.Conformance.Elasticsearch.Recordings;

/// <summary>The test node answers as a real one did.</summary>
[NeedsSharedData]
public sealed class RecordingsTests
{
    private const string Made =
        "scores and vectors of documents whose request (#5) was left out of the recordings, "
            + "so that they had to be made up";
    private const string Settings =
        "settings of the cluster, which the published subset of the contract does not have, and what they change";

    /// <summary>Recordings that the node is not to match, by number. Nothing of this is used by the product.</summary>
    private static readonly Dictionary<int, string> NotCovered = new()
    {
        [6] = Made, [7] = Made, [40] = Made, [43] = Made, [45] = Made,
        [17] = "points in time", [119] = "points in time",
        [41] = "collapsing and highlighting", [92] = "highlighting",
        [47] = "suggestions",
        [95] = "aggregations",
        [51] = Settings, [52] = Settings, [54] = Settings,
    };

    [Fact]
    public async Task It_answers_every_recorded_request_as_a_real_node_did_but_for_those_that_are_named_here()
    {
        await using var node = await ElasticsearchNode.StartAsync();
        node.RefusesViolations = false;
        using var http = new HttpClient();
        var differences = new Dictionary<int, string>();
        foreach (var recording in Recording.ReadAll())
        {
            using var request = recording.Request(node.Address);
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            if (await DifferenceAsync(recording, response) is { } difference)
                differences[recording.Number] = $"{recording.Method} {recording.Path}: {difference}";
        }
        var unexpected = differences
            .Where(difference => !NotCovered.ContainsKey(difference.Key))
            .Select(difference => $"#{difference.Key} {difference.Value}")
            .ToList();
        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected));
        Assert.Equal(NotCovered.Keys.Order(), differences.Keys.Order());
    }

    private static async Task<string?> DifferenceAsync(Recording recording, HttpResponseMessage response)
    {
        if ((int)response.StatusCode != recording.Status)
            return $"status {(int)response.StatusCode} and not {recording.Status}: "
                + $"{await response.Content.ReadAsStringAsync()}";
        foreach (var header in (string[])["X-elastic-product", "Content-Type", "Location"])
        {
            var given =
                response.Headers.NonValidated.TryGetValues(header, out var values)
                || response.Content.Headers.NonValidated.TryGetValues(header, out values)
                    ? values.ToString()
                    : null;
            if (given != recording.ResponseHeader(header))
                return $"{header} is {given} and not {recording.ResponseHeader(header)}";
        }
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return Comparison.Difference(recording.Response, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
