using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace SupportBot.Models.Tuning;

/// <summary>Where a model is trained to write in the brand's voice, and what that costs.</summary>
public sealed class TuningOptions : IValidatableObject
{
    internal const string None = "none";
    internal const string Azure = "azure";
    internal const string OpenAI = "openai";
    internal const string Open = "open";

    /// <summary>
    /// <c>none</c>, <c>open</c> (a LoRA adapter for an open-weight model, trained by yourself), <c>azure</c> (Azure
    /// OpenAI) or <c>openai</c>.
    /// </summary>
    /// <value>Default <c>none</c>.</value>
    [AllowedValues(None, Open, Azure, OpenAI, ErrorMessage = "must be one of: none, open, azure, openai.")]
    public string Route { get; set; } = None;

    /// <summary>The model that is trained, as the trainer names it.</summary>
    /// <value>Default empty.</value>
    public string BaseModel { get; set; } = "";

    /// <summary>The trainer's address, for <c>azure</c> and <c>openai</c>.</summary>
    /// <value>Default empty: that of <c>Models:Endpoint</c>.</value>
    public string Endpoint { get; set; } = "";

    /// <summary>The trainer's key.</summary>
    /// <value>
    /// Default empty: <c>Models:ApiKey</c>; with <c>azure</c> and without either the host's Microsoft Entra identity.
    /// </value>
    [RegularExpression(
        "[!-~]*", ErrorMessage = "holds a blank, a line break or another character that no key has. Copy it again.")]
    public string ApiKey { get; set; } = "";

    /// <summary>How often the rows are trained on; 0 lets the trainer choose.</summary>
    /// <value>Default 0.</value>
    [Range(0, 50, ErrorMessage = "must be from 0 to 50.")]
    public int Epochs { get; set; }

    /// <summary>Rows per training step; 0 lets the trainer choose.</summary>
    /// <value>Default 0.</value>
    [Range(0, 256, ErrorMessage = "must be from 0 to 256.")]
    public int BatchSize { get; set; }

    /// <summary>Factor of the learning rate; 0 lets the trainer choose.</summary>
    /// <value>Default 0.</value>
    [Range(0, 100, ErrorMessage = "must be from 0 to 100.")]
    public double LearningRateMultiplier { get; set; }

    /// <summary>Seconds between two looks at a training.</summary>
    /// <value>Default 10.</value>
    [Range(1, 3600, ErrorMessage = "must be from 1 to 3600.")]
    public int PollSeconds { get; set; } = 10;

    /// <summary>Price of training on a million tokens.</summary>
    /// <value>Default 0: costs are not estimated.</value>
    [Range(0, 100_000, ErrorMessage = "must be a price, 0 or more.")]
    public decimal TrainingPrice { get; set; }

    /// <summary>Price of an hour in which the tuned model is deployed.</summary>
    /// <value>Default 0.</value>
    [Range(0, 100_000, ErrorMessage = "must be a price, 0 or more.")]
    public decimal HostingPrice { get; set; }

    /// <summary>The day on which you looked the prices up.</summary>
    /// <value>Default empty.</value>
    public string PricesOf { get; set; } = "";

    /// <summary>The day after which OpenAI accepts no new training jobs.</summary>
    /// <value>Default <c>2027-01-06</c>, as announced in 2026.</value>
    public string OpenAIJobsEnd { get; set; } = "2027-01-06";

    /// <summary>The day after which OpenAI stops tuned gpt-4o and gpt-4.1 models.</summary>
    /// <value>Default <c>2027-01-14</c>, as announced in 2026.</value>
    public string OpenAIModelsEnd { get; set; } = "2027-01-14";

    /// <summary>For <c>open</c>: the folder for data and recipes, one folder a training.</summary>
    /// <value>Default <c>tuning</c>.</value>
    public string Folder { get; set; } = "tuning";

    /// <summary>
    /// For <c>open</c>: the server that adapters are loaded into: <c>vllm</c>, <c>ollama</c>, <c>llamacpp</c>, or
    /// <c>none</c> for a server that knows the model by its name already.
    /// </summary>
    /// <value>Default <c>vllm</c>.</value>
    [AllowedValues(
        "vllm", "ollama", "llamacpp", "none", ErrorMessage = "must be one of: vllm, ollama, llamacpp, none.")]
    public string Server { get; set; } = "vllm";

    /// <summary>For <c>open</c>: the server's address without a path.</summary>
    /// <value>Default empty: the host and port of <c>Models:Endpoint</c>.</value>
    public string ServerUrl { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
            [(nameof(OpenAIJobsEnd), OpenAIJobsEnd), (nameof(OpenAIModelsEnd), OpenAIModelsEnd)])
            if (!IsDay(value)) return [new($"must be a day like 2027-01-06.", [name])];
        return [.. Missing()];
    }

    internal DateOnly JobsEnd => DateOnly.ParseExact(OpenAIJobsEnd, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal DateOnly ModelsEnd => DateOnly.ParseExact(OpenAIModelsEnd, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private IEnumerable<ValidationResult> Missing()
    {
        if ((TrainingPrice > 0 || HostingPrice > 0) && !IsDay(PricesOf))
            yield return new("must be the day of the prices, like 2026-11-01.", [nameof(PricesOf)]);
        if (Route != None && BaseModel.Length == 0)
            yield return new("is needed where Tuning:Route is set: the model to train.", [nameof(BaseModel)]);
        if (Endpoint.Length > 0 && !IsAddress(Endpoint, allowsHttp: false))
            yield return new("must be an address that begins with https://, since the key goes there.",
                [nameof(Endpoint)]);
        if (ServerUrl.Length > 0 && !IsAddress(ServerUrl, allowsHttp: true))
            yield return new("must be an address like http://localhost:8000.", [nameof(ServerUrl)]);
    }

    private static bool IsDay(string text) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsAddress(string text, bool allowsHttp) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Query.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && (allowsHttp || uri.IsLoopback));
}
