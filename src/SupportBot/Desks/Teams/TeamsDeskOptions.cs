using System.ComponentModel.DataAnnotations;

namespace SupportBot.Desks.Teams;

/// <summary>The channel of a team in Teams in which agents work on cases.</summary>
internal sealed class TeamsDeskOptions
{
    /// <summary>
    /// Id of the channel, such as <c>19:…@thread.tacv2</c>. The members of its team are the agents. A standard or a
    /// private channel that nothing else uses.
    /// </summary>
    /// <value>Default empty: no desk in Teams.</value>
    [RegularExpression(
        @"19:[^\s;/%]+@thread\.(tacv2|skype)",
        ErrorMessage = "must be a channel id like 19:…@thread.tacv2; it is between channel/ and the next slash in the "
            + "link to the channel, where %3a is a colon and %40 an at sign.")]
    public string ChannelId { get; set; } = "";

    /// <summary>Address of the service that posts to the channel.</summary>
    /// <value>Default <c>https://smba.trafficmanager.net/teams/</c>.</value>
    [Required]
    [Url(ErrorMessage = "must be an address such as https://smba.trafficmanager.net/teams/.")]
    public string ServiceUrl { get; set; } = "https://smba.trafficmanager.net/teams/";

    internal bool IsConfigured => ChannelId.Length > 0;

    /// <summary>Whether a conversation is a thread of the channel.</summary>
    internal bool HasThread(string? conversationId) =>
        IsConfigured && conversationId?.StartsWith($"{ChannelId};messageid=", StringComparison.Ordinal) == true;
}
