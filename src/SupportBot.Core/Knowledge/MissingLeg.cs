using System.Text.Json.Serialization;

namespace SupportBot.Core.Knowledge;

/// <summary>A part of the search that failed.</summary>
/// <param name="Leg">Which.</param>
/// <param name="Reason">Why, for the audit and the operator, without any text of customers.</param>
public sealed record MissingLeg(Leg Leg, string Reason);

/// <summary>The parts of a search.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Leg>))]
public enum Leg
{
    [JsonStringEnumMemberName("bm25")] Bm25,
    [JsonStringEnumMemberName("vector")] Vector,

    /// <summary>The search as a whole.</summary>
    [JsonStringEnumMemberName("both")] Both,
}
