using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SupportBot.Cli;

internal static class CommonOptions
{
    public static Option<string?> Data() =>
        Text("--data", "DIR", "The data folder (setting Data:Path, default data).");

    public static Option<string?> Docs() =>
        Text("--docs", "DIR", "The documentation folder (setting Docs:Path, default docs).");

    public static Option<bool> Json() => Flag("--json", "Print one JSON document and nothing else.");

    public static Option<int> Top(string description, int @default = 20, int most = int.MaxValue) =>
        Number("--top", description, @default, most);

    public static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };

    public static Option<string> Required(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Required = true };

    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    public static Option<int> Number(string name, string description, int @default, int most = int.MaxValue) =>
        new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => @default,
        CustomParser = result =>
        {
            var isNumber = int.TryParse(Value(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            if (isNumber && number >= 1 && number <= most) return number;
            var range = most == int.MaxValue ? "of 1 or more" : $"from 1 to {most}";
            result.AddError($"{name} takes a whole number {range}, not '{Value(result)}'.");
            return @default;
        },
    };

    public static Option<string?> Choice(string name, string description, string helpName, params string[] words) =>
        Checked(name, description, helpName, value => words.Contains(value), string.Join(" or ", words));

    // An option whose value is validated before the command runs.
    public static Option<string?> Checked(
        string name, string description, string helpName, Func<string, bool> isValid, string accepted) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            if (!isValid(Value(result))) result.AddError($"{name} takes {accepted}, not '{Value(result)}'.");
            return Value(result);
        },
    };

    // Options that were given, as settings for Configuration.Read.
    public static IEnumerable<KeyValuePair<string, string?>> Overrides(
        params (string Setting, string? Value)[] given) =>
        given.Where(o => o.Value is not null).Select(o => KeyValuePair.Create(o.Setting, o.Value));

    private static string Value(ArgumentResult result) => result.Tokens[^1].Value;
}
