using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Elasticsearch;

/// <summary>Which Elasticsearch cluster holds the search index, and how that is reached and laid out.</summary>
public sealed partial class ElasticsearchOptions : IValidatableObject
{
    /// <summary>Environment variable with the addresses of the nodes, read where the setting names none.</summary>
    public const string UrlVariable = "ELASTICSEARCH_URL";

    private const string Example = "https://elasticsearch.example:9200";

    /// <summary>
    /// Addresses of the nodes, for example <c>https://es1.example:9200</c>; one may list several, separated by commas.
    /// </summary>
    /// <value>Default none: what the environment variable <c>ELASTICSEARCH_URL</c> says.</value>
    public IReadOnlyList<string> Urls { get; set; } = [];

    /// <summary>The cluster's id at Elastic Cloud, in place of addresses.</summary>
    /// <value>Default empty.</value>
    public string CloudId { get; set; } = "";

    /// <summary>An API key, as Kibana shows it encoded or as <c>id:key</c>.</summary>
    /// <value>Default empty.</value>
    [RegularExpression(
        "[!-~]*", ErrorMessage = "holds a blank, a line break or another character that no key has. Copy it again.")]
    public string ApiKey { get; set; } = "";

    /// <summary>A user's name, in place of an API key.</summary>
    /// <value>Default empty: no sign-in, or what the address holds.</value>
    [RegularExpression("[^:]*", ErrorMessage = "must not hold a colon.")]
    public string UserName { get; set; } = "";

    /// <summary>The user's password.</summary>
    /// <value>Default empty.</value>
    public string Password { get; set; } = "";

    /// <summary>SHA-256 fingerprint of the nodes' certificate authority, where the host does not trust it.</summary>
    /// <value>Default empty: the authorities that the host trusts.</value>
    public string CertificateFingerprint { get; set; } = "";

    /// <summary>What the names of the indices begin with.</summary>
    /// <value>Default <c>supportbot</c>.</value>
    [RegularExpression(
        "[a-z0-9][a-z0-9_-]{0,99}",
        ErrorMessage = "must be lower-case letters, digits, - and _, at most 100, and begin with a letter or digit.")]
    public string IndexPrefix { get; set; } = "supportbot";

    /// <summary>Primary shards of a new index.</summary>
    /// <value>Default 1: enough for some ten million chunks.</value>
    [Range(1, 64, ErrorMessage = "must be from 1 to 64.")]
    public int Shards { get; set; } = 1;

    /// <summary>Copies of each shard on other nodes.</summary>
    /// <value>Default 1; 0 for a cluster of a single node.</value>
    [Range(0, 8, ErrorMessage = "must be from 0 to 8.")]
    public int Replicas { get; set; } = 1;

    /// <summary>
    /// How vectors are indexed: <c>int8_hnsw</c> (a byte a dimension), <c>bbq_hnsw</c> (a bit a dimension, from 384
    /// dimensions up), or <c>auto</c>, which takes the latter where it can.
    /// </summary>
    /// <value>Default <c>auto</c>.</value>
    [AllowedValues("auto", "int8_hnsw", "bbq_hnsw", ErrorMessage = "must be one of: auto, int8_hnsw, bbq_hnsw.")]
    public string VectorIndex { get; set; } = "auto";

    /// <summary>Seconds within which a search must be answered, all attempts together.</summary>
    /// <value>Default 2: so the customer hears within 3 that the search is down.</value>
    [Range(1, 60, ErrorMessage = "must be from 1 to 60.")]
    public int SearchSeconds { get; set; } = 2;

    /// <summary>Seconds within which a part of an ingestion must be taken, all attempts together.</summary>
    /// <value>Default 60.</value>
    [Range(5, 600, ErrorMessage = "must be from 5 to 600.")]
    public int BulkSeconds { get; set; } = 60;

    /// <summary>Seconds within which any other call must be answered, such as creating an index.</summary>
    /// <value>Default 30.</value>
    [Range(1, 600, ErrorMessage = "must be from 1 to 600.")]
    public int AdministrationSeconds { get; set; } = 30;

    /// <summary>The most bytes of one response of the cluster, after decompression.</summary>
    /// <value>Default 67,108,864.</value>
    [Range(1_048_576, 1_073_741_824, ErrorMessage = "must be from 1048576 to 1073741824.")]
    public int MaxResponseBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Whether the settings or the environment contain an address of the cluster.</summary>
    public bool HasAddress => NodeAddresses.AreGiven(this);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CloudId.Length > 0 && Urls.Count > 0)
            yield return Wrong(nameof(CloudId), "cannot go with Search:Elasticsearch:Urls. Set one of them.");
        if (CloudId.Length > 0 && NodeAddresses.OfCloud(CloudId) is null)
            yield return Wrong(nameof(CloudId), "is no cloud id. Copy it from the deployment's page at Elastic Cloud: "
                + "a name, a colon and letters.");
        if (CloudId.Length == 0 && !NodeAddresses.AreValid(this))
            yield return Wrong(nameof(Urls), $"must hold addresses like {Example}.");
        else if (CloudId.Length == 0 && NodeAddresses.Of(this).Select(address => address.Scheme).Distinct().Count() > 1)
            yield return Wrong(nameof(Urls), "mixes http:// and https://. Let all begin with the same.");
        if (ApiKey.Length > 0 && (UserName.Length > 0 || Password.Length > 0))
            yield return Wrong(nameof(ApiKey), "cannot go with a user's name and password. Set one of them.");
        if (UserName.Length == 0 != (Password.Length == 0))
            yield return Wrong(
                nameof(UserName), "and Search:Elasticsearch:Password go together. Set both, or neither.");
        if (CertificateFingerprint.Length > 0 && !Fingerprint.IsMatch(CertificateFingerprint))
            yield return Wrong(nameof(CertificateFingerprint), "must be 64 hexadecimal digits, with or without colons, "
                + "as `openssl x509 -fingerprint -sha256` prints them.");
    }

    private static ValidationResult Wrong(string member, string message) => new(message, [member]);

    [GeneratedRegex("^(?:[0-9a-fA-F]{2}:?){32}$")]
    private static partial Regex Fingerprint { get; }
}
