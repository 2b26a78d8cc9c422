namespace SupportBot.Core.Knowledge;

/// <summary>The result of a search.</summary>
/// <param name="Passages">Best first; equal scores by chunk id.</param>
/// <param name="Missing">The leg that failed; null if both did their part.</param>
public sealed record Found(IReadOnlyList<Passage> Passages, MissingLeg? Missing = null);
