using System.ComponentModel.DataAnnotations;

namespace SupportBot.Models.Tuning;

/// <summary>How Azure trains a model, and where it is deployed. Deployments go through Azure's control plane.</summary>
public sealed class AzureTuningOptions : IValidatableObject
{
    /// <summary>
    /// <c>Standard</c> keeps the data in the region; <c>GlobalStandard</c> is cheaper; <c>developerTier</c> is the
    /// cheapest, and may be interrupted.
    /// </summary>
    /// <value>Default <c>GlobalStandard</c>; open-weight models take <c>globalStandard</c> alone.</value>
    [AllowedValues(
        "Standard", "GlobalStandard", "globalStandard", "developerTier",
        ErrorMessage = "must be one of: Standard, GlobalStandard, globalStandard, developerTier.")]
    public string TrainingType { get; set; } = "GlobalStandard";

    /// <summary>The subscription of the Azure OpenAI resource.</summary>
    /// <value>Default empty.</value>
    public string SubscriptionId { get; set; } = "";

    /// <summary>The resource group of the Azure OpenAI resource.</summary>
    /// <value>Default empty.</value>
    public string ResourceGroup { get; set; } = "";

    /// <summary>The name of the Azure OpenAI resource.</summary>
    /// <value>Default empty.</value>
    public string Account { get; set; } = "";

    /// <summary>The region, such as <c>swedencentral</c>, whose list of models has the retirement dates.</summary>
    /// <value>Default empty: dates are not read.</value>
    [RegularExpression("[a-z0-9]*", ErrorMessage = "must be the name of a region like swedencentral.")]
    public string Location { get; set; } = "";

    /// <summary>The kind of deployment: <c>Standard</c>, <c>GlobalStandard</c> or <c>DeveloperTier</c>.</summary>
    /// <value>Default <c>GlobalStandard</c>.</value>
    [AllowedValues(
        "standard", "Standard", "GlobalStandard", "DeveloperTier",
        ErrorMessage = "must be one of: Standard, GlobalStandard, DeveloperTier.")]
    public string Sku { get; set; } = "GlobalStandard";

    /// <summary>Capacity of a deployment, in units of 1,000 tokens a minute.</summary>
    /// <value>Default 50.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int Capacity { get; set; } = 50;

    /// <summary>The maker's name in a deployment; open-weight models may need another.</summary>
    /// <value>Default <c>OpenAI</c>.</value>
    public string ModelFormat { get; set; } = "OpenAI";

    /// <summary>Address of the control plane; sovereign clouds have their own.</summary>
    /// <value>Default <c>https://management.azure.com</c>.</value>
    public string ManagementUrl { get; set; } = "https://management.azure.com";

    /// <summary>The scope of the Microsoft Entra token for the control plane.</summary>
    /// <value>Default <c>https://management.azure.com/.default</c>.</value>
    [RegularExpression(
        @"https://[^\s/]+/\.default", ErrorMessage = "must be a scope like https://management.azure.com/.default.")]
    public string ManagementScope { get; set; } = "https://management.azure.com/.default";

    /// <summary>The scope of the Microsoft Entra token for training; it is used where there is no key.</summary>
    /// <value>Default <c>https://ai.azure.com/.default</c>.</value>
    [RegularExpression(
        @"https://[^\s/]+/\.default", ErrorMessage = "must be a scope like https://ai.azure.com/.default.")]
    public string TrainingScope { get; set; } = "https://ai.azure.com/.default";

    internal bool CanDeploy => SubscriptionId.Length > 0 && ResourceGroup.Length > 0 && Account.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(ManagementUrl, UriKind.Absolute, out var uri)
            || uri.Scheme != Uri.UriSchemeHttps && !uri.IsLoopback)
            yield return new("must be an address that begins with https://.", [nameof(ManagementUrl)]);
    }
}
