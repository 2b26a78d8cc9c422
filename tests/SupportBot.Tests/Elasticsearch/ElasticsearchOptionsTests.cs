using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Transport;
using SupportBot.Settings;

namespace SupportBot.Tests.Elasticsearch;

public sealed class ElasticsearchOptionsTests
{
    private const string CloudId = "support:ZXUtd2VzdC0xLmF3cy5mb3VuZC5pbyQwMTIzYWJjJDQ1NmRlZg==";

    [Fact]
    public void Without_an_address_the_options_are_valid_and_say_so()
    {
        Assert.Empty(Wrong(new ElasticsearchOptions()));
        Assert.False(new ElasticsearchOptions().HasAddress);
        Assert.True(new ElasticsearchOptions { Urls = ["http://a:9200"] }.HasAddress);
    }

    [Theory]
    [InlineData("Urls", "a:9200", "must hold addresses like https://elasticsearch.example:9200.")]
    [InlineData("Urls", "http://a:9200,b", "must hold addresses like https://elasticsearch.example:9200.")]
    [InlineData("Urls", "http://a:9200,https://b", "mixes http:// and https://. Let all begin with the same.")]
    [InlineData(
        "CloudId", "support",
        "is no cloud id. Copy it from the deployment's page at Elastic Cloud: a name, a colon and letters.")]
    [InlineData("ApiKey", "a b", "holds a blank, a line break or another character that no key has. Copy it again.")]
    [InlineData("UserName", "elastic", "and Search:Elasticsearch:Password go together. Set both, or neither.")]
    [InlineData("Password", "secret", "and Search:Elasticsearch:Password go together. Set both, or neither.")]
    [InlineData(
        "CertificateFingerprint", "ab:cd",
        "must be 64 hexadecimal digits, with or without colons, as `openssl x509 -fingerprint -sha256` prints them.")]
    [InlineData(
        "IndexPrefix", "My Index",
        "must be lower-case letters, digits, - and _, at most 100, and begin with a letter or digit.")]
    [InlineData("VectorIndex", "flat", "must be one of: auto, int8_hnsw, bbq_hnsw.")]
    [InlineData("Shards", "0", "must be from 1 to 64.")]
    [InlineData("Replicas", "-1", "must be from 0 to 8.")]
    [InlineData("SearchSeconds", "0", "must be from 1 to 60.")]
    [InlineData("BulkSeconds", "1", "must be from 5 to 600.")]
    [InlineData("AdministrationSeconds", "0", "must be from 1 to 600.")]
    public void A_wrong_setting_is_named_with_the_way_to_mend_it(string setting, string value, string message)
    {
        var options = new ElasticsearchOptions();
        var property = typeof(ElasticsearchOptions).GetProperty(setting)!;
        property.SetValue(
            options,
            property.PropertyType == typeof(int) ? int.Parse(value, null)
                : property.PropertyType == typeof(string) ? value
                : new[] { value });
        Assert.EndsWith(message, Assert.Single(Wrong(options)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_ways_to_the_cluster_or_two_ways_to_sign_in_are_one_too_many()
    {
        Assert.StartsWith(
            "Search:Elasticsearch:CloudId: cannot go with",
            Assert.Single(Wrong(new() { CloudId = CloudId, Urls = ["http://a:9200"] })), StringComparison.Ordinal);
        Assert.StartsWith(
            "Search:Elasticsearch:ApiKey: cannot go with",
            Assert.Single(Wrong(new() { ApiKey = "k", UserName = "u", Password = "p" })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cloud_id_names_the_cluster_and_may_name_a_port()
    {
        Assert.Equal(
            "https://0123abc.eu-west-1.aws.found.io/",
            Assert.Single(NodeAddresses.Of(new() { CloudId = CloudId })).AbsoluteUri);
        var withPort = $"x:{Convert.ToBase64String("cloud.example:9243$es1$"u8)}";
        Assert.Equal(
            "https://es1.cloud.example:9243/",
            Assert.Single(NodeAddresses.Of(new() { CloudId = withPort })).AbsoluteUri);
    }

    [Fact]
    public void Addresses_come_from_the_environment_where_no_setting_names_them()
    {
        var before = Environment.GetEnvironmentVariable(ElasticsearchOptions.UrlVariable);
        try
        {
            Environment.SetEnvironmentVariable(ElasticsearchOptions.UrlVariable, "https://a:9200, https://b/search");
            Assert.Equal(
                ["https://a:9200/", "https://b/search/"],
                NodeAddresses.Of(new()).Select(address => address.AbsoluteUri));
            Assert.Equal(
                "http://c:9200/", Assert.Single(NodeAddresses.Of(new() { Urls = ["http://c:9200"] })).AbsoluteUri);
        }
        finally
        {
            Environment.SetEnvironmentVariable(ElasticsearchOptions.UrlVariable, before);
        }
    }

    private static IEnumerable<string> Wrong(ElasticsearchOptions options) =>
        new SectionValidator<ElasticsearchOptions>("Search:Elasticsearch").Validate(null, options).Failures ?? [];
}
