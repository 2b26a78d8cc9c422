using System.Globalization;

namespace SupportBot.Core.Voice.Versions;

/// <summary>The model that writes for a conversation.</summary>
/// <param name="Version">The tuned version, such as <c>v1</c>.</param>
/// <param name="Model">The name by which it is called.</param>
public sealed record ServingVoice(string Version, string Model);

/// <summary>Chooses the model that writes. Null means the model of the settings.</summary>
/// <param name="conversation">Id of the conversation; empty outside of one.</param>
/// <param name="cancellationToken">Cancels the operation.</param>
public delegate Task<ServingVoice?> ChooseVoice(string conversation, CancellationToken cancellationToken);

/// <summary>The versions that write at a time.</summary>
/// <param name="Serving">Writes for all; null for the model of the settings.</param>
/// <param name="Candidate">On trial; null for none.</param>
public sealed record VoiceRoster(VoiceVersion? Serving, VoiceVersion? Candidate)
{
    /// <summary>The version whose replies are watched: the candidate, or the one that serves.</summary>
    public VoiceVersion? Watched => Candidate ?? Serving;

    /// <summary>The same conversation always gets the same model while the share is the same or grows.</summary>
    /// <param name="conversation">Id of the conversation; empty outside of one, which no canary writes for.</param>
    public ServingVoice? For(string conversation)
    {
        var chosen = Candidate is { State: VoiceState.Canary } canary && IsInShare(conversation, canary)
            ? canary
            : Serving;
        return chosen is null ? null : new ServingVoice(chosen.Id, chosen.Model);
    }

    private static bool IsInShare(string conversation, VoiceVersion canary) =>
        conversation.Length > 0 && PlaceOf(conversation, canary) < canary.Share;

    // 0 to 99. The version is part of it, so that the next canary meets other customers.
    private static uint PlaceOf(string conversation, VoiceVersion canary) => uint.Parse(
        TextHash.Of($"{canary.Id}\n{conversation}").AsSpan(0, 8), NumberStyles.HexNumber,
        CultureInfo.InvariantCulture) % 100;
}
