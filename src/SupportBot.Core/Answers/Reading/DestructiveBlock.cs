using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Reading;

/// <summary>Tells whether a block shows a command or a step that deletes or overwrites something.</summary>
internal static partial class DestructiveBlock
{
    // A bold text of more words is a sentence, and no label.
    private const int MaxLabelWords = 4;

    /// <param name="block">As it stands in the passage.</param>
    /// <param name="language">Two-letter code of the document.</param>
    public static bool Is(TextBlock block, string language) =>
        Markdown.Parse(block.Markdown, MarkdownSyntax.Pipeline).Descendants().Any(node => node switch
        {
            CodeBlock code => code.Lines.ToString().Split('\n').Any(IsCommand),
            CodeInline code => IsCommand(code.Content),
            EmphasisInline { DelimiterCount: 2 } label => IsLabel(Text(label), language),
            ListItemBlock item when block.Kind == BlockKind.Procedure =>
                item.FirstOrDefault() is ParagraphBlock { Inline: { } step } && IsStep(Text(step), language),
            _ => false,
        });

    private static bool IsStep(string text, string language) => DestructiveWords.Begins(text, language);

    private static bool IsLabel(string text, string language) =>
        BlockSplitter.Words(text) <= MaxLabelWords && DestructiveWords.Begins(text, language);

    // Comments and the names of settings are no commands.
    private static bool IsCommand(string line)
    {
        var command = Prompt().Replace(line, "").Trim();
        if (command.StartsWith('#') || command.StartsWith("//", StringComparison.Ordinal)) return false;
        var known = DestructiveWords.OfCommands;
        return CommandWord().Matches(command).Any(match => match.Value.ToLowerInvariant() is var word
            && (word[0] == '-'
                ? known.Options.Contains(word)
                : known.Commands.Contains(word) || known.Commands.Contains(word.Split('-', '_')[0])
                    || (match.Index == 0 && known.FirstWords.Contains(word))));
    }

    private static string Text(ContainerInline inline) =>
        string.Concat(inline.Descendants<LeafInline>().Select(part => part switch
        {
            LiteralInline literal => literal.Content.ToString(),
            CodeInline code => code.Content,
            _ => " ",
        }));

    [GeneratedRegex(@"^\s*(?:\w:\\[^>]*>|PS>|[$>%])?\s*(?:sudo\s+)?")]
    private static partial Regex Prompt();

    [GeneratedRegex(@"(?<![\w.-])-{0,2}\p{L}[\w-]*(?![\w-]|""?\s*[:=])")]
    private static partial Regex CommandWord();
}
