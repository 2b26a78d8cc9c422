namespace SupportBot.Core.Knowledge;

/// <summary>How front matter, the database, indices and JSON write an audience.</summary>
public static class AudienceName
{
    /// <returns><c>public</c> or <c>internal</c>.</returns>
    public static string Of(Audience audience) => audience == Audience.Internal ? "internal" : "public";

    /// <summary>Anything that is not clearly public is internal.</summary>
    public static Audience Parse(string name) => name == "public" ? Audience.Public : Audience.Internal;
}
