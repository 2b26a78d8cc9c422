namespace SupportBot.Core.Knowledge;

/// <summary>Sets of audiences whose documents an answer may use.</summary>
public static class Audiences
{
    /// <summary>What anybody may read.</summary>
    public static readonly IReadOnlySet<Audience> Everybody = new HashSet<Audience> { Audience.Public };

    /// <summary>What people of the company may read.</summary>
    public static readonly IReadOnlySet<Audience> OwnPeople =
        new HashSet<Audience> { Audience.Public, Audience.Internal };
}
