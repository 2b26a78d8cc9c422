using System.Text.RegularExpressions;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>Recognises what customers say besides questions: <c>phrases.txt</c>.</summary>
internal static class Phrases
{
    /// <summary>Interpreted, since compiling would cost the first answer more than all later ones gain.</summary>
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Lines = WordFile.Read("phrases.txt");

    /// <summary>Small talk by name: the whole message must be it.</summary>
    public static readonly IReadOnlyDictionary<string, Regex> SmallTalk =
        new[] { "greeting", "thanks", "goodbye", "bot", "abilities", "praise", "complaint" }
            .ToDictionary(name => name, name => Any(name, whole: true));

    public static readonly Regex Human = Any("human");
    public static readonly Regex HumanAsked = Any("human asked");
    public static readonly Regex Staff = Any("staff");
    public static readonly Regex Question = Any("question");
    public static readonly Regex FollowUp = Any("follow-up");
    public static readonly Regex Pronoun = Any("pronoun");

    /// <summary>A greeting before something else.</summary>
    public static readonly Regex Opening = new(
        @"^(hi|hello|hey|hiya|dear|good (morning|afternoon|evening|day)|hallo|guten (morgen|tag|abend)|moin"
            + @"|servus)( (there|bot|team|support|all|everyone|zusammen))*\s*[,!.:;–-]*\s+",
        Options);

    private static Regex Any(string name, bool whole = false)
    {
        var either = string.Join('|', Lines[name]);
        return new Regex(whole ? $"^({either})$" : either, Options);
    }
}
