using System.Text.Json;
using SupportBot.Settings;

namespace SupportBot.Tests.Deployment;

/// <summary>deploymentTemplates/compose.</summary>
public sealed class ComposeTests
{
    private static readonly JsonElement Compose = Yaml.Documents("compose", "compose.yaml").Single();
    private static readonly Dictionary<string, JsonElement> Services = Compose.GetProperty("services")
        .EnumerateObject().ToDictionary(service => service.Name, service => service.Value);

    [Fact]
    public void SupportBot_searches_on_three_nodes_that_know_each_other()
    {
        string[] nodes = ["es1", "es2", "es3"];
        var settings = Environment("supportbot");
        Assert.Equal(
            nodes.Select(node => $"http://{node}:9200"),
            Enumerable.Range(0, 3).Select(i => settings[$"SUPPORTBOT_Search__Elasticsearch__Urls__{i}"]));
        foreach (var node in nodes)
        {
            var its = Environment(node);
            Assert.Equal(
                (node, "es1,es2,es3", "es1,es2,es3"),
                (its["node.name"], its["discovery.seed_hosts"], its["cluster.initial_master_nodes"]));
            Assert.Equal(
                ("true", "true"), (its["xpack.security.enabled"], its["xpack.security.transport.ssl.enabled"]));
        }
    }

    [Fact]
    public void Every_setting_is_one_that_there_is() =>
        Assert.Empty(SettingNames.In(Compose.GetRawText()).Except(SettingsCatalog.Names));

    [Fact]
    public void Only_SupportBot_has_a_port_outside_and_only_on_this_host()
    {
        Assert.Equal(
            ["supportbot"],
            Services.Where(service => service.Value.TryGetProperty("ports", out _)).Select(service => service.Key));
        Assert.StartsWith(
            "127.0.0.1:", Services["supportbot"].GetProperty("ports")[0].GetString(), StringComparison.Ordinal);
        Assert.True(Compose.GetProperty("networks").GetProperty("search").GetProperty("internal").GetBoolean());
        Assert.All(
            ["es1", "es2", "es3"],
            node =>
                Assert.Equal(
                    "search", Assert.Single(Services[node].GetProperty("networks").EnumerateArray()).GetString()));
    }

    [Fact]
    public void What_runs_on_is_watched_and_everything_has_its_limit_of_memory()
    {
        Assert.All(Services, service => Assert.True(service.Value.TryGetProperty("mem_limit", out _), service.Key));
        var lasting = Services.Where(service => service.Value.TryGetProperty("restart", out _)).ToList();
        Assert.Equal(4, lasting.Count);
        Assert.All(lasting, service => Assert.True(service.Value.TryGetProperty("healthcheck", out _), service.Key));
    }

    [Fact]
    public void Every_secret_is_asked_for_and_none_is_written_there()
    {
        var example = File.ReadAllLines(Path.Combine(Yaml.Folder("compose"), ".env.example"));
        Assert.All(["ELASTIC_PASSWORD", "SUPPORTBOT_PASSWORD", "SIGNING_KEY"], name =>
        {
            Assert.Contains($"{name}=", example);
            Assert.Contains($"${{{name}:?", Compose.GetRawText(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_volume_that_is_used_is_kept()
    {
        var used = Services.Values.SelectMany(service =>
            service.TryGetProperty("volumes", out var volumes)
                ? volumes.EnumerateArray().Select(volume => volume.GetString()!.Split(':')[0])
                : []);
        Assert.Equal(
            Compose.GetProperty("volumes").EnumerateObject().Select(volume => volume.Name).Order(),
            used.Distinct().Order());
    }

    private static Dictionary<string, string> Environment(string service) =>
        Services[service]
            .GetProperty("environment").EnumerateObject()
            .ToDictionary(variable => variable.Name, variable => variable.Value.ToString());
}
