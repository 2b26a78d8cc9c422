using System.Text.Json;
using System.Text.RegularExpressions;
using SupportBot.Settings;

namespace SupportBot.Tests.Deployment;

/// <summary>deploymentTemplates/kubernetes.</summary>
public sealed partial class KubernetesTests
{
    private static readonly string[] Files =
    [
        .. Yaml.Documents("kubernetes", "kustomization.yaml")
            .Single()
            .GetProperty("resources")
            .EnumerateArray()
            .Select(file => file.GetString()!),
    ];
    private static readonly IReadOnlyList<JsonElement> Resources =
        [.. Files.SelectMany(file => Yaml.Documents("kubernetes", file))];

    private static IEnumerable<JsonElement> Pods =>
        from resource in Resources
        where resource.TryGetProperty("spec", out var spec) && spec.TryGetProperty("template", out _)
        select resource.GetProperty("spec").GetProperty("template").GetProperty("spec");

    private static IEnumerable<JsonElement> Containers =>
        Pods.SelectMany(pod => pod.GetProperty("containers").EnumerateArray());

    [Fact]
    public void Every_manifest_is_applied() =>
        Assert.Equal(
            Directory.GetFiles(Yaml.Folder("kubernetes"), "*.yaml")
                .Select(Path.GetFileName).Where(file => file != "kustomization.yaml").Order(),
            Files.Order());

    [Fact]
    public void Three_nodes_on_three_machines_of_which_one_may_go()
    {
        var nodes = Named("StatefulSet", "elasticsearch").GetProperty("spec");
        Assert.Equal(3, nodes.GetProperty("replicas").GetInt32());
        Assert.True(
            nodes
                .GetProperty("template")
                .GetProperty("spec")
                .GetProperty("affinity")
                .GetProperty("podAntiAffinity")
                .TryGetProperty("requiredDuringSchedulingIgnoredDuringExecution", out _));
        Assert.Equal(
            1,
            Named("PodDisruptionBudget", "elasticsearch").GetProperty("spec").GetProperty("maxUnavailable").GetInt32());
        Assert.Equal(
            nodes.GetProperty("serviceName").GetString(),
            Named("Service", "elasticsearch-nodes").GetProperty("metadata").GetProperty("name").GetString());
    }

    [Fact]
    public void One_pod_of_SupportBot_has_the_data_and_no_second_beside_it()
    {
        var deployment = Named("Deployment", "supportbot").GetProperty("spec");
        Assert.Equal(
            (1, "Recreate"),
            (
                deployment.GetProperty("replicas").GetInt32(),
                deployment.GetProperty("strategy").GetProperty("type").GetString()));
        Assert.Equal(
            "ReadWriteOnce",
            Named("PersistentVolumeClaim", "supportbot-data")
                .GetProperty("spec")
                .GetProperty("accessModes")[0]
                .GetString());
    }

    [Fact]
    public void Every_setting_is_one_that_there_is()
    {
        var names = SettingNames.In(string.Concat(Resources.Select(resource => resource.GetRawText())));
        Assert.Contains("Search:Engine", names);
        Assert.Empty(names.Except(SettingsCatalog.Names));
    }

    [Fact]
    public void SupportBot_reaches_each_node_by_a_name_that_the_certificate_has()
    {
        var addresses = NodeAddress.Matches(Named("Deployment", "supportbot").GetRawText())
            .Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(3, addresses.Count);
        var page = File.ReadAllText(
            Path.Combine(Testing.SharedData.RepositoryRoot, "docs", "compose-and-kubernetes.md"));
        Assert.All(
            addresses.Append("elasticsearch"),
            name => Assert.Matches($@"names=\S*DNS:{Regex.Escape(name)}(,|\s)", page));
    }

    [Fact]
    public void Every_secret_comes_from_a_secret_that_the_page_makes()
    {
        var page = File.ReadAllText(
            Path.Combine(Testing.SharedData.RepositoryRoot, "docs", "compose-and-kubernetes.md"));
        var variables = Containers.SelectMany(container => container.GetProperty("env").EnumerateArray()).ToList();
        Assert.All(
            variables.Where(variable => SecretName.IsMatch(variable.GetProperty("name").GetString()!)),
            variable => Assert.True(variable.TryGetProperty("valueFrom", out _), variable.GetRawText()));
        var references = variables
            .Where(variable =>
                variable.TryGetProperty("valueFrom", out var from) && from.TryGetProperty("secretKeyRef", out _))
            .Select(variable => variable.GetProperty("valueFrom").GetProperty("secretKeyRef")).ToList();
        Assert.True(references.Count >= 6);
        Assert.All(references, reference =>
        {
            var (name, key) = (reference.GetProperty("name").GetString(), reference.GetProperty("key").GetString());
            Assert.Matches($@"(?s)secret generic {name} [^\n]*(\\\n[^\n]*)?--from-literal={key}=", page);
        });
    }

    [Fact]
    public void No_container_runs_as_root_or_without_a_limit_of_memory()
    {
        Assert.Equal(3, Pods.Count());
        Assert.All(
            Pods, pod => Assert.True(pod.GetProperty("securityContext").GetProperty("runAsNonRoot").GetBoolean()));
        Assert.All(Containers, container =>
        {
            Assert.False(container.GetProperty("securityContext").GetProperty("allowPrivilegeEscalation").GetBoolean());
            Assert.True(container.GetProperty("resources").GetProperty("limits").TryGetProperty("memory", out _));
        });
    }

    [Fact]
    public void What_runs_on_is_watched() =>
        Assert.All(new[] { Named("StatefulSet", "elasticsearch"), Named("Deployment", "supportbot") }, workload =>
        {
            var container = workload.GetProperty("spec")
                .GetProperty("template").GetProperty("spec").GetProperty("containers")[0];
            Assert.All(
                ["startupProbe", "readinessProbe", "livenessProbe"],
                probe => Assert.True(container.TryGetProperty(probe, out _), probe));
        });

    [Fact]
    public void Elasticsearch_is_reached_from_SupportBot_alone()
    {
        var ingress = Named("NetworkPolicy", "elasticsearch").GetProperty("spec").GetProperty("ingress");
        var from = ingress.EnumerateArray()
            .SelectMany(rule => rule.GetProperty("from").EnumerateArray()).Select(peer => peer.GetRawText()).ToList();
        Assert.Equal(2, from.Count);
        Assert.All(from, peer => Assert.Contains("podSelector", peer, StringComparison.Ordinal));
    }

    private static JsonElement Named(string kind, string name) => Resources.Single(resource =>
            resource.GetProperty("kind").GetString() == kind
            && resource.GetProperty("metadata").GetProperty("name").GetString() == name);

    [GeneratedRegex(@"https://([a-z0-9.-]+):9200")]
    private static partial Regex NodeAddress { get; }

    [GeneratedRegex("(?i)password|key__|SigningKeys|fingerprint")]
    private static partial Regex SecretName { get; }
}
