using System.ComponentModel.DataAnnotations;

namespace SupportBot.Settings;

/// <summary>Where the host listens.</summary>
internal sealed class ServerOptions : IValidatableObject
{
    /// <summary>The address to serve, without a path. Several are separated by semicolons.</summary>
    /// <value>Default <c>http://localhost:5080</c>.</value>
    [Required, RegularExpression(@"https?://[^/;\s]+(;https?://[^/;\s]+)*",
        ErrorMessage = "must look like http://localhost:5080, without a path.")]
    public string Url { get; set; } = "http://localhost:5080";

    /// <summary>
    /// The address by which customers reach the host, where that is another: behind a proxy, for example. Links to its
    /// pages begin with it.
    /// </summary>
    /// <value>Default empty: the first address of <see cref="Url"/>.</value>
    [RegularExpression(@"https?://[^;\s]+", ErrorMessage = "must look like https://support.example.com.")]
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// Further names that requests may be for, such as <c>support.example.com</c> or <c>*.example.com</c>; <c>*</c> for
    /// any. Those of <see cref="PublicUrl"/> and <see cref="Url"/>, localhost and the machine's own address always are.
    /// </summary>
    /// <value>Default empty.</value>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>
    /// Whom to tell about a vulnerability, as <c>mailto:</c>, <c>https:</c> or <c>tel:</c>: stands in
    /// <c>/.well-known/security.txt</c>.
    /// </summary>
    /// <value>Default empty: there is no such page.</value>
    [RegularExpression(@"(mailto:|https://|tel:)[!-~]+",
        ErrorMessage = "must look like mailto:security@example.com or https://example.com/security.")]
    public string SecurityContact { get; set; } = "";

    /// <summary>
    /// Proxies in front of the host, as addresses or networks such as <c>10.0.0.0/8</c>: only their word about a
    /// visitor's address counts, by which new conversations are limited.
    /// </summary>
    /// <value>Default empty: the host is reached directly.</value>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>Seconds that requests and turns in progress are given to finish when the host stops.</summary>
    /// <value>Default 30.</value>
    [Range(1, 600, ErrorMessage = "must be from 1 to 600.")]
    public int ShutdownSeconds { get; set; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var proxy in TrustedProxies.Where(proxy => !Settings.TrustedProxies.TryRead(proxy, out _)))
            yield return new ValidationResult(
                $"'{proxy}' is no address. Write one like 10.0.0.5, or a network like 10.0.0.0/8.",
                [nameof(TrustedProxies)]);
        foreach (var host in AllowedHosts.Where(host => !Settings.AllowedHosts.IsPattern(host)))
            yield return new ValidationResult(
                $"'{host}' is no host name. "
                    + "Write one without scheme and port, like support.example.com, *.example.com, or * for any.",
                [nameof(AllowedHosts)]);
    }

    /// <summary>The public address without a slash at its end.</summary>
    internal string PublicAddress => (PublicUrl.Length > 0 ? PublicUrl : Url.Split(';')[0]).TrimEnd('/');
}

/// <summary>Where the data folder is.</summary>
internal sealed class DataOptions
{
    /// <summary>The folder of the database and everything derived from it. One host at a time may use it.</summary>
    /// <value>Default <c>data</c>.</value>
    [Required(AllowEmptyStrings = false)]
    public string Path { get; set; } = "data";
}

/// <summary>The documentation that the bot answers from.</summary>
internal sealed class DocsOptions
{
    /// <summary>The folder to ingest at start.</summary>
    /// <value>Default <c>docs</c> in the working folder; else the product's own documentation.</value>
    [Required(AllowEmptyStrings = false)]
    public string Path { get; set; } = "docs";

    /// <summary>What stands before a document's path in its canonical URL, where its front matter gives none.</summary>
    /// <value>Default empty: links lead to the host's own pages under <c>/docs/</c>.</value>
    [RegularExpression(@"(https?://|/)[^\s{}]*",
        ErrorMessage =
            "must look like https://help.example.com/. An address with {path} belongs into Docs:UrlTemplate.")]
    public string BaseUrl { get; set; } = "";

    /// <summary>
    /// The canonical URL of documents whose front matter gives none: <c>{path}</c> is replaced by the path of the page
    /// on the site, <c>{file}</c> by that of the file.
    /// </summary>
    /// <value>Default empty: <see cref="BaseUrl"/> holds.</value>
    [RegularExpression(@"(https?://|/)[^\s{}]*\{(path|file)\}[^\s{}]*",
        ErrorMessage = "must look like https://help.example.com/{path}/ or https://help.example.com/{path}.html.")]
    public string UrlTemplate { get; set; } = "";

    /// <summary>
    /// Language of documents whose front matter names none and whose script does not tell it, as a two-letter code.
    /// </summary>
    /// <value>Default <c>en</c>.</value>
    [RegularExpression("[a-z]{2}", ErrorMessage = "must be a two-letter code such as en or de.")]
    public string Language { get; set; } = "en";

    /// <summary>Whether the host follows changes in the folder while it runs.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Watch { get; set; } = true;

    /// <summary>Size of the largest file that is read, in megabytes.</summary>
    /// <value>Default 5.</value>
    [Range(1, 100, ErrorMessage = "must be between 1 and 100.")]
    public int MaxFileMegabytes { get; set; } = 5;

    /// <summary>
    /// Processor time that reading one file may take, in seconds. A file that takes longer is rejected.
    /// </summary>
    /// <value>Default 1.2.</value>
    [Range(0.1, 600, ErrorMessage = "must be between 0.1 and 600.")]
    public double MaxParseSeconds { get; set; } = 1.2;

    /// <summary>Memory that reading one file may take, in megabytes. A file that takes more is rejected.</summary>
    /// <value>Default 256.</value>
    [Range(64, 16_384, ErrorMessage = "must be between 64 and 16384.")]
    public int MaxParseMegabytes { get; set; } = 256;

    /// <summary>Memory for rendered documentation pages, in megabytes.</summary>
    /// <value>Default 64.</value>
    [Range(1, 4096, ErrorMessage = "must be between 1 and 4096.")]
    public int PageCacheMegabytes { get; set; } = 64;
}

/// <summary>Which brand the host serves.</summary>
internal sealed class BrandOptions
{
    /// <summary>Name of the brand: its folder below <see cref="Path"/>.</summary>
    /// <value>Default <c>default</c>.</value>
    [RegularExpression(
        "[a-z0-9-]{1,40}", ErrorMessage = "may have lower-case letters, digits and hyphens, 40 at most.")]
    public string Name { get; set; } = "default";

    /// <summary>The folder of the brands.</summary>
    /// <value>Default <c>brands</c> in the working folder; else the one that comes with the program.</value>
    [Required(AllowEmptyStrings = false)]
    public string Path { get; set; } = "brands";
}
