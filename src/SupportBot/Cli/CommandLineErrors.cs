using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace SupportBot.Cli;

internal static partial class CommandLineErrors
{
    // Empty if the command line is valid or asks for help.
    public static IReadOnlyList<string> Of(ParseResult result)
    {
        if (result.Action is HelpAction) return [];
        if (UnknownOption(result) is { } option)
        {
            var nearest = DidYouMean(option, OptionNames(result));
            return [$"Unknown option '{option}'.{nearest} {See(result)} Where it is no option, put -- before it."];
        }
        var command = result.CommandResult.Command;
        if (result.UnmatchedTokens is [var word, ..])
        {
            var what = command.Subcommands.Count > 0 ? "Unknown command" : "Unexpected argument";
            return [$"{what} '{word}'.{DidYouMean(word, command.Subcommands.Select(verb => verb.Name))} {See(result)}"];
        }
        if (result.Errors.Count == 0) return [];
        return command is { Action: null, Subcommands.Count: > 0 }
            ? [$"Say what to do: {Verbs(result, command)}. {See(result)}"]
            : [.. result.Errors.Select(error => error.Message).Distinct(), See(result)];
    }

    // Finds an argument that looks like an option. The word after an option is its value; after "--" every word is an
    // argument.
    private static string? UnknownOption(ParseResult result)
    {
        Token? before = null;
        foreach (var token in result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash))
        {
            var isArgument = token.Type == TokenType.Argument && !TakesValue(result, before);
            if (isArgument && OptionLike().IsMatch(token.Value)) return token.Value;
            before = token;
        }
        return null;
    }

    private static bool TakesValue(ParseResult result, Token? token) => token is { Type: TokenType.Option }
        && result.CommandResult.Command.Options.Any(
            option => option.Name == token.Value && option.Arity.MaximumNumberOfValues > 0);

    private static IEnumerable<string> OptionNames(ParseResult result) => result.CommandResult.Command.Options
        .Concat(result.RootCommandResult.Command.Options.Where(option => option.Recursive))
        .SelectMany(option => option.Aliases.Prepend(option.Name));

    private static string DidYouMean(string word, IEnumerable<string> candidates)
    {
        var nearest = EditDistance.Nearest(word, candidates);
        var isNear = nearest is not null && EditDistance.Between(word, nearest) <= Math.Max(2, word.Length / 3);
        return isNear ? $" Did you mean '{nearest}'?" : "";
    }

    private static string Verbs(ParseResult result, Command command) =>
        string.Join(", ", command.Subcommands.Select(verb => $"{PathOf(result)} {verb.Name}"));

    private static string See(ParseResult result) => $"See {PathOf(result)} --help.";

    private static string PathOf(ParseResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result.CommandResult; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command is RootCommand ? "supportbot" : command.Command.Name);
        return string.Join(' ', names);
    }

    [GeneratedRegex("^--?[A-Za-z]")]
    private static partial Regex OptionLike();
}
