using System.Text.RegularExpressions;
using SupportBot.Core;

namespace SupportBot.Models.Prompts;

/// <summary>
/// Instructions to a model, as a brand words them: a Markdown file in which <c>{bot}</c> stands for the bot's name.
/// </summary>
/// <remarks>Instructions alone are no guarantee: what a model may say is decided by the checks on its answer.</remarks>
public sealed partial class Prompt
{
    private readonly string _text;

    /// <exception cref="FormatException">It is empty, or has a placeholder that there is not.</exception>
    public Prompt(string text)
    {
        _text = text.ReplaceLineEndings("\n").Trim();
        if (_text.Length == 0) throw new FormatException("is empty.");
        if (Placeholders.Matches(_text).FirstOrDefault(match => match.Value != "{bot}") is { } unknown)
            throw new FormatException($"has the placeholder {unknown.Value}. The only one is {{bot}}, the bot's name.");
        Version = TextHash.Of(_text)[..12];
    }

    /// <summary>The first 12 hexadecimal digits of the text's SHA-256.</summary>
    public string Version { get; }

    internal string For(string bot) => _text.Replace("{bot}", bot, StringComparison.Ordinal);

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Placeholders { get; }
}

/// <summary>What models are told on behalf of a brand.</summary>
/// <param name="Brand">The brand's name.</param>
/// <param name="Bot">What customers call the bot.</param>
/// <param name="Understand">To find out what a message means.</param>
/// <param name="Write">To write an answer.</param>
/// <param name="Translate">To put an answer into the customer's language.</param>
/// <param name="Judge">To judge whether a passage says what a sentence claims.</param>
public sealed record BrandPrompts(
    string Brand, string Bot, Prompt Understand, Prompt Write, Prompt Translate, Prompt Judge);
