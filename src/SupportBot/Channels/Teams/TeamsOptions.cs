using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace SupportBot.Channels.Teams;

/// <summary>Whom the bot answers in Teams, and where it may use internal documents.</summary>
internal sealed partial class TeamsOptions : IValidatableObject
{
    public const string AnyTenant = "*";

    /// <summary>Ids of the Microsoft Entra tenants whose people get answers; <c>*</c> for any.</summary>
    /// <value>Default empty: the bot's own tenant.</value>
    public IReadOnlyList<string> Tenants { get; set; } = [];

    /// <summary>
    /// Ids of the channels in which internal documents may be used, such as <c>19:…@thread.tacv2</c>. A channel with a
    /// guest in it still gets public documents only.
    /// </summary>
    /// <value>Default empty: none.</value>
    public IReadOnlyList<string> InternalChannels { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var tenant in Tenants.Where(tenant => tenant != AnyTenant && !Guid.TryParse(tenant, out _)))
            yield return new ValidationResult(
                $"'{tenant}' is not a tenant id. Write a GUID such as 11111111-2222-3333-4444-555555555555, "
                    + "or * for any.",
                [nameof(Tenants)]);
        foreach (var channel in InternalChannels.Where(channel => !ChannelId().IsMatch(channel)))
            yield return new ValidationResult(
                $"'{channel}' is not a channel id. Write one like 19:…@thread.tacv2; it is between channel/ and the "
                    + "next slash in the link to the channel, where %3a is a colon and %40 an at sign.",
                [nameof(InternalChannels)]);
    }

    [GeneratedRegex(@"^19:[^\s;/%]+@thread\.(tacv2|skype)$")]
    private static partial Regex ChannelId();
}
