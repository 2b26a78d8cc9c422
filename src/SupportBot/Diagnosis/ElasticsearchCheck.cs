using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Engine;

namespace SupportBot.Diagnosis;

internal sealed class ElasticsearchCheck(IServiceProvider services, IOptions<ElasticsearchOptions> options) : ICheck
{
    private const string Rebuild = "Run: supportbot index rebuild. Searches go on meanwhile.";

    // The oldest version that the official client supports.
    private static readonly Version Oldest = new(9, 0);

    public string Name => "elasticsearch";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (services.GetService<ElasticsearchIndex>() is not { } index)
        {
            yield return DoctorFinding.Skipped(Name, "The search engine is embedded.");
            yield break;
        }
        var (status, problem) = await AskAsync(index, cancellationToken);
        if (problem is not null) yield return problem;
        if (status is null) yield break;
        yield return Release(status);
        foreach (var finding in await IndexAsync(index, status, cancellationToken)) yield return finding;
    }

    private async Task<(ClusterStatus? Status, DoctorFinding? Problem)> AskAsync(
        ElasticsearchIndex index, CancellationToken cancellationToken)
    {
        try
        {
            return (await index.StatusAsync(cancellationToken), null);
        }
        catch (SearchUnavailableException e)
        {
            return (null, DoctorFinding.Wrong(Name, e.Message, "Check that the cluster runs and the settings "
                + "of Search:Elasticsearch; docs/elasticsearch.md explains them.", "Search:Elasticsearch:Urls"));
        }
    }

    private DoctorFinding Release(ClusterStatus status) =>
        Version.TryParse(status.Version.Split('-')[0], out var version) && version < Oldest
        ? DoctorFinding.Wrong(
            Name, $"The cluster {status.Cluster} runs Elasticsearch {status.Version}.",
            $"Upgrade it to {Oldest} or newer.")
        : DoctorFinding.Good(Name, $"The cluster {status.Cluster} answers, with Elasticsearch {status.Version}.");

    private async Task<IReadOnlyList<DoctorFinding>> IndexAsync(
        ElasticsearchIndex index, ClusterStatus status, CancellationToken cancellationToken)
    {
        var findings = new List<DoctorFinding>();
        if (status.Index is null)
            findings.Add(DoctorFinding.Skipped(Name, $"There is no index {index.Alias} yet: the host makes it."));
        else
        {
            findings.Add(Health(status));
            if (!status.HasLayout)
                findings.Add(
                    DoctorFinding.Wrong(Name, $"The index {status.Index} has the layout of another version.", Rebuild));
            if (!status.KnowsSynonyms && (await index.SynonymsAsync(cancellationToken)).Count > 0)
                findings.Add(DoctorFinding.Doubtful(
                    Name, "The index was made before there were synonyms, so questions do not know them.", Rebuild));
        }
        if (status.Others.Count > 0)
            findings.Add(DoctorFinding.Doubtful(Name, $"No search goes to {string.Join(", ", status.Others)}.",
                "Where no rebuild is under way, one was broken off: supportbot index sweep deletes what it left."));
        return findings;
    }

    private DoctorFinding Health(ClusterStatus status) => status.Health switch
    {
        "green" => DoctorFinding.Good(Name, $"The index {status.Index} is whole."),
        "yellow" when status.DataNodes <= options.Value.Replicas => DoctorFinding.Doubtful(
            Name, $"The index {status.Index} lacks copies: "
                + $"{status.DataNodes} data nodes cannot hold {options.Value.Replicas}.",
            "Add a node, or set Search:Elasticsearch:Replicas lower and rebuild the index.",
            "Search:Elasticsearch:Replicas"),
        "yellow" =>
            DoctorFinding.Doubtful(
                Name, $"The index {status.Index} lacks copies.",
                "A node may have gone, or its disk be full; look again in a minute, then at the cluster's log."),
        _ =>
            DoctorFinding.Wrong(
                Name, $"The index {status.Index} is {status.Health}: sections cannot be searched.",
                $"Bring the missing node back. If it is lost: {Rebuild}"),
    };
}
