using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SupportBot.Models.Connecting;

namespace SupportBot.Models;

/// <summary>Which language model works for the bot, what it may take, and what it costs.</summary>
public sealed class ModelsOptions : IValidatableObject
{
    internal const string Azure = "azure";
    internal const string OpenAI = "openai";
    internal const string Compatible = "compatible";
    private const string NoJudge = "none";

    /// <summary>
    /// <c>none</c>, <c>azure</c> (Azure OpenAI), <c>openai</c>, or <c>compatible</c> for any server that speaks
    /// OpenAI's
    /// protocol: vLLM, Ollama, llama.cpp.
    /// </summary>
    /// <value>Default <c>none</c>.</value>
    [AllowedValues(
        "none", Azure, OpenAI, Compatible, ErrorMessage = "must be one of: none, azure, openai, compatible.")]
    public string Provider { get; set; } = "none";

    /// <summary>
    /// The server's address: for Azure that of the resource, for a compatible server up to <c>/v1</c>.
    /// </summary>
    /// <value>Default empty: OpenAI's own, for <c>openai</c> alone.</value>
    public string Endpoint { get; set; } = "";

    /// <summary>The key.</summary>
    /// <value>
    /// Default empty: with <c>azure</c> the host's Microsoft Entra identity; with <c>compatible</c> no key.
    /// </value>
    [RegularExpression(
        "[!-~]*", ErrorMessage = "holds a blank, a line break or another character that no key has. Copy it again.")]
    public string ApiKey { get; set; } = "";

    /// <summary>The model that answers; with Azure the name of its deployment.</summary>
    /// <value>Default empty: none.</value>
    public string ChatModel { get; set; } = "";

    /// <summary>
    /// The model that judges whether the cited passages entail a sentence, after it passed the rules. With Azure the
    /// name of its deployment. <c>none</c> for no judge: the model that answers then only understands questions, and
    /// the answers are the documents' own sentences.
    /// </summary>
    /// <value>Default empty: the model that answers.</value>
    public string JudgeModel { get; set; } = "";

    /// <summary>
    /// A folder with an entailment model, which judges in place of <see cref="JudgeModel"/>: a cross-encoder of the
    /// BERT family as <c>model.onnx</c>, with its <c>vocab.txt</c> and <c>config.json</c>.
    /// </summary>
    /// <value>Default empty: none.</value>
    public string EntailmentFolder { get; set; } = "";

    /// <summary>
    /// The model that judges the claims of answers in <c>eval answers --judge</c>; best another than the one that
    /// guards them. With Azure the name of its deployment.
    /// </summary>
    /// <value>Default empty: that of <see cref="JudgeModel"/>, else the model that answers.</value>
    public string EvaluationModel { get; set; } = "";

    /// <summary>The model that makes vectors; with Azure the name of its deployment.</summary>
    /// <value>Default empty: none.</value>
    public string EmbeddingModel { get; set; } = "";

    /// <summary>The version of Azure's protocol, for <c>azure</c> alone.</summary>
    /// <value>Default <c>2025-04-01-preview</c>; <c>2024-10-21</c> is the last that is no preview.</value>
    public string ApiVersion { get; set; } = "2025-04-01-preview";

    /// <summary>The scope of the Microsoft Entra token; sovereign clouds have their own.</summary>
    /// <value>Default <c>https://cognitiveservices.azure.com/.default</c>.</value>
    [RegularExpression(
        @"https://[^\s/]+/\.default",
        ErrorMessage = "must be a scope like https://cognitiveservices.azure.com/.default.")]
    public string EntraScope { get; set; } = "https://cognitiveservices.azure.com/.default";

    /// <summary>The most tokens of one answer.</summary>
    /// <value>Default 800.</value>
    [Range(16, 32_000, ErrorMessage = "must be from 16 to 32000.")]
    public int MaxOutputTokens { get; set; } = 800;

    /// <summary>
    /// The most characters of one answer; also sixteen for each token of <see cref="MaxOutputTokens"/>, where that is
    /// less. A server that sends more does not keep to the limit of tokens, and its answer is broken off.
    /// </summary>
    /// <value>Default 64,000.</value>
    [Range(1_000, 1_000_000, ErrorMessage = "must be from 1000 to 1000000.")]
    public int MaxOutputCharacters { get; set; } = 64_000;

    /// <summary>The most bytes of one response of the server.</summary>
    /// <value>Default 16,777,216.</value>
    [Range(65_536, 1_073_741_824, ErrorMessage = "must be from 65536 to 1073741824.")]
    public int MaxResponseBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Seconds within which the first token must come, after each attempt.</summary>
    /// <value>Default 10.</value>
    [Range(1, 300, ErrorMessage = "must be from 1 to 300.")]
    public int FirstTokenSeconds { get; set; } = 10;

    /// <summary>Seconds within which the first token must come, over all attempts.</summary>
    /// <value>Default 20.</value>
    [Range(1, 300, ErrorMessage = "must be from 1 to 300.")]
    public int AttemptsSeconds { get; set; } = 20;

    /// <summary>Seconds within which each further token must come.</summary>
    /// <value>Default 15.</value>
    [Range(1, 300, ErrorMessage = "must be from 1 to 300.")]
    public int IdleSeconds { get; set; } = 15;

    /// <summary>Seconds within which the whole answer must come.</summary>
    /// <value>Default 60.</value>
    [Range(1, 600, ErrorMessage = "must be from 1 to 600.")]
    public int TotalSeconds { get; set; } = 60;

    /// <summary>
    /// Seconds within which all calls for one reply must end; keep it below <c>Turns:TimeoutSeconds</c>.
    /// </summary>
    /// <value>Default 40.</value>
    [Range(1, 600, ErrorMessage = "must be from 1 to 600.")]
    public int ReplySeconds { get; set; } = 40;

    /// <summary>
    /// Seconds within which the judge must answer; after that its sentences count as not supported.
    /// </summary>
    /// <value>Default 5.</value>
    [Range(1, 60, ErrorMessage = "must be from 1 to 60.")]
    public int JudgeSeconds { get; set; } = 5;

    /// <summary>Price of a million tokens sent.</summary>
    /// <value>Default 0: costs are not counted.</value>
    [Range(0, 100_000, ErrorMessage = "must be a price, 0 or more.")]
    public decimal InputPrice { get; set; }

    /// <summary>Price of a million tokens received.</summary>
    /// <value>Default 0.</value>
    [Range(0, 100_000, ErrorMessage = "must be a price, 0 or more.")]
    public decimal OutputPrice { get; set; }

    /// <summary>Price of a million tokens that were made into vectors.</summary>
    /// <value>Default 0.</value>
    [Range(0, 100_000, ErrorMessage = "must be a price, 0 or more.")]
    public decimal EmbeddingPrice { get; set; }

    /// <summary>The day on which you looked the prices up; it is kept with every cost.</summary>
    /// <value>Default empty.</value>
    public string PricesOf { get; set; } = "";

    /// <summary>
    /// Tokens that may be sent and received in a day (UTC); over it the bot answers without a model. 0 for no limit.
    /// </summary>
    /// <value>Default 2,000,000.</value>
    [Range(0, long.MaxValue, ErrorMessage = "must be 0 or more.")]
    public long DailyTokens { get; set; } = 2_000_000;

    /// <summary>Money that may be spent in a day (UTC), in the currency of the prices. 0 for no limit.</summary>
    /// <value>Default 0.</value>
    [Range(0, 1_000_000, ErrorMessage = "must be 0 or more.")]
    public decimal DailyCost { get; set; }

    /// <summary>Whether there is a model at all.</summary>
    public bool IsConfigured => Provider != "none";

    /// <summary>Whether costs can be counted.</summary>
    public bool HasPrices => InputPrice > 0 || OutputPrice > 0 || EmbeddingPrice > 0;

    /// <summary>The model that judges; empty where an entailment model does, or none.</summary>
    public string JudgingModel => JudgeModel switch
    {
        _ when EntailmentFolder.Length > 0 => "",
        NoJudge => "",
        "" => ChatModel,
        _ => JudgeModel,
    };

    /// <summary>The model that judges claims in an evaluation; empty where there is none.</summary>
    public string ClaimModel => !IsConfigured ? ""
        : EvaluationModel.Length > 0 ? EvaluationModel
        : JudgeModel is "" or NoJudge ? ChatModel : JudgeModel;

    // A token has four characters on average; sixteen are never reached in practice.
    internal int LongestAnswer => Math.Min(MaxOutputCharacters, 16 * MaxOutputTokens);

    internal Uri Address => Provider switch
    {
        OpenAI when Endpoint.Length == 0 => new Uri("https://api.openai.com/v1/"),
        Azure when !Endpoint.Contains("/openai/", StringComparison.OrdinalIgnoreCase) =>
            new Uri($"{Endpoint.TrimEnd('/')}/openai/v1/"),
        _ => new Uri($"{Endpoint.TrimEnd('/')}/"),
    };

    // The address of the Azure resource, with or without /openai/v1 in the endpoint.
    internal Uri Resource
    {
        get
        {
            var endpoint = new Uri(Endpoint);
            var path = $"{endpoint.AbsolutePath.TrimEnd('/')}/";
            var below = path.IndexOf("/openai/", StringComparison.OrdinalIgnoreCase);
            return new Uri(endpoint, below < 0 ? path : path[..(below + 1)]);
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HasPrices && !DateOnly.TryParseExact(
            PricesOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            yield return Wrong(nameof(PricesOf), "must be the day of the prices, like 2026-11-01.");
        if (DailyCost > 0 && !HasPrices)
            yield return Wrong(
                nameof(DailyCost), "needs the prices: set Models:InputPrice, Models:OutputPrice and Models:PricesOf.");
        if (Provider is not (Azure or OpenAI or Compatible)) yield break;
        if (Provider == Azure && AzureApi.Find(ApiVersion) is null)
            yield return Wrong(nameof(ApiVersion), $"must be one of: {string.Join(", ", AzureApi.Versions)}.");
        if (WrongEndpoint() is { } endpoint) yield return Wrong(nameof(Endpoint), endpoint);
        if (Provider == OpenAI && ApiKey.Length == 0)
            yield return Wrong(
                nameof(ApiKey),
                "is needed for openai, best given by the environment variable SUPPORTBOT_Models__ApiKey.");
        if (EntailmentFolder.Length > 0 && JudgeModel.Length > 0)
            yield return Wrong(
                nameof(EntailmentFolder), "there is one judge at a time. Leave this or Models:JudgeModel empty.");
        if (EntailmentFolder.Length > 0 && !Directory.Exists(EntailmentFolder))
            yield return Wrong(
                nameof(EntailmentFolder),
                $"names the folder {Path.GetFullPath(EntailmentFolder)}, which does not exist.");
        if (JudgeModel.Length > 0 && ChatModel.Length == 0)
            yield return Wrong(nameof(JudgeModel), "has nothing to judge: set Models:ChatModel too.");
        if (ChatModel.Length == 0 && EmbeddingModel.Length == 0 && EvaluationModel.Length == 0)
            yield return Wrong(
                nameof(ChatModel),
                "names no model. Set the model that answers, or Models:EmbeddingModel, or Models:Provider to none.");
    }

    private string? WrongEndpoint()
    {
        if (Endpoint.Length == 0)
            return Provider == OpenAI ? null : $"is needed for {Provider}, for example {Example}.";
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || uri.Query.Length > 0)
            return $"must be an address like {Example}.";
        return uri.Scheme == Uri.UriSchemeHttp && Provider != Compatible
            ? $"must begin with https:// for {Provider}, since the key goes there."
            : null;
    }

    private string Example => Provider switch
    {
        Azure => "https://my-resource.openai.azure.com",
        OpenAI => "https://api.openai.com/v1",
        _ => "http://localhost:8000/v1",
    };

    private static ValidationResult Wrong(string member, string message) => new(message, [member]);
}
