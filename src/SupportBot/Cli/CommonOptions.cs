using System.CommandLine;

namespace SupportBot.Cli;

/// <summary>Options that several verbs share; each overrides the setting of the same name.</summary>
internal static class CommonOptions
{
    public static Option<string?> Data() => new("--data") { Description = "The data folder (setting Data:Path, default data).", HelpName = "DIR" };

    public static Option<string?> Docs() => new("--docs") { Description = "The documentation folder (setting Docs:Path, default docs).", HelpName = "DIR" };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document and nothing else." };

    /// <summary>The given options as settings, for <see cref="Settings.Configuration.Read"/>; those not given are left out.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Overrides(params (string Setting, string? Value)[] given) =>
        given.Where(o => o.Value is not null).Select(o => KeyValuePair.Create(o.Setting, o.Value));
}
