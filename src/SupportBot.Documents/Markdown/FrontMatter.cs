using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SupportBot.Documents.Markdown;

/// <summary>The YAML between two lines of <c>---</c> at the beginning of a file.</summary>
internal static partial class FrontMatter
{
    /// <summary>The parser's time grows with the square of the nesting.</summary>
    private const int MostCharacters = 16_384;

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>Takes the values at the top level, each as it is written.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="body">What follows the front matter.</param>
    /// <param name="rejected">Why the YAML cannot be read; null where it can.</param>
    public static IReadOnlyDictionary<string, string> Read(string text, out string body, out ReadResult.Rejected? rejected)
    {
        (body, rejected) = (text, null);
        if (Fenced().Match(text) is { Success: true } fenced)
        {
            body = text[fenced.Length..];
            return Values(fenced.Groups["yaml"], text, out rejected);
        }
        // Without its end the audience would be taken for text, and an internal document for a public one.
        if (Opened().IsMatch(text)) rejected = new("The front matter has no end. Put a line of --- below it.");
        return None;
    }

    private static IReadOnlyDictionary<string, string> Values(Group yaml, string text, out ReadResult.Rejected? rejected)
    {
        rejected = yaml.Length > MostCharacters ? new($"The front matter is longer than {MostCharacters} characters. Move text below it.") : null;
        if (rejected is not null) return None;
        try
        {
            return Values(new Parser(new StringReader(yaml.Value)));
        }
        catch (YamlException e)
        {
            var line = text.AsSpan(0, yaml.Index).Count('\n') + e.Start.Line;
            rejected = new($"Line {line}, in the front matter, is not valid YAML: {e.Message.TrimEnd('.')}. Put values with a colon or a quote in quotes.");
            return None;
        }
    }

    /// <summary>Reads events, not objects: dates and numbers stay text, and no nesting is too deep.</summary>
    private static Dictionary<string, string> Values(Parser parser)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var depth = 0;
        string? key = null;
        while (parser.MoveNext())
        {
            var opens = parser.Current is MappingStart or SequenceStart;
            if (depth == 1 && key is null) key = (parser.Current as Scalar)?.Value;
            else if (depth == 1)
            {
                // A list or a map is no value for any key of ours: what it stands for says so.
                if (!values.TryAdd(key!, parser.Current is Scalar scalar ? scalar.Value : "[…]"))
                    throw new YamlException(parser.Current!.Start, parser.Current.End, $"'{key}' is there twice");
                key = null;
            }
            depth += opens ? 1 : parser.Current is MappingEnd or SequenceEnd ? -1 : 0;
        }
        return values;
    }

    [GeneratedRegex(@"\A\s*---[ \t]*\n(?<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\z)")]
    private static partial Regex Fenced();

    [GeneratedRegex(@"\A\s*---[ \t]*\n\w[\w-]*:")]
    private static partial Regex Opened();
}
