namespace SupportBot.Core.Knowledge;

/// <summary>How front matter and the database write an audience.</summary>
internal static class AudienceName
{
    public static string Of(Audience audience) => audience == Audience.Internal ? "internal" : "public";

    /// <summary>Whatever is not clearly public is internal.</summary>
    public static Audience Parse(string name) => name == "public" ? Audience.Public : Audience.Internal;
}
