using System.ComponentModel.DataAnnotations;

namespace SupportBot.Mcp;

/// <summary>The server of the Model Context Protocol at <c>/mcp</c>, for assistants and other programs.</summary>
internal sealed class McpOptions : IValidatableObject
{
    private const int ShortestKey = 32;

    /// <summary>The key that opens the public documents, at least 32 characters.</summary>
    /// <value>Default empty: without it and without <see cref="AgentKey"/> there is no MCP server.</value>
    public string Key { get; set; } = "";

    /// <summary>
    /// The key of your own people, at least 32 characters: it also opens internal documents and the cases.
    /// </summary>
    /// <value>Default empty: nobody gets internal documents or cases by MCP.</value>
    public string AgentKey { get; set; } = "";

    /// <summary>Requests per key that are answered within a minute. Above it the status is 429.</summary>
    /// <value>Default 120.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int RequestsPerMinute { get; set; } = 120;

    /// <summary>Requests per key that are answered at the same time. Above it the status is 429.</summary>
    /// <value>Default 4.</value>
    [Range(1, 1000, ErrorMessage = "must be from 1 to 1000.")]
    public int RequestsAtOnce { get; set; } = 4;

    internal bool IsConfigured => Key.Length > 0 || AgentKey.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsShort(Key)) yield return TooShort(nameof(Key));
        if (IsShort(AgentKey)) yield return TooShort(nameof(AgentKey));
        if (AgentKey.Length > 0 && AgentKey == Key)
            yield return new ValidationResult(
                "must be another key than Mcp:Key, which opens public documents only.", [nameof(AgentKey)]);
    }

    private static bool IsShort(string key) => key.Length is > 0 and < ShortestKey;

    private static ValidationResult TooShort(string name) =>
        new($"needs at least {ShortestKey} characters, such as `openssl rand -hex 32` prints.", [name]);
}
