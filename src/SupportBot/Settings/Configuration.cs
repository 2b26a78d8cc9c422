using System.Text.Json;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace SupportBot.Settings;

/// <summary>
/// Where settings come from, each overriding the one before: <c>supportbot.json</c> in the working folder, environment
/// variables that begin with <c>SUPPORTBOT_</c> (two underscores for a colon), options of the command line.
/// </summary>
internal static class Configuration
{
    public const string FileName = "supportbot.json";
    public const string EnvironmentPrefix = "SUPPORTBOT_";

    /// <summary>The variables by which tests and benchmarks find shared files and end the process; they are no settings.</summary>
    private static readonly string[] NoSettings = ["Data", "Contracts", "Tools", "Failpoint"];

    /// <exception cref="SettingsException">The file is no JSON, or a setting has an unknown name.</exception>
    public static IConfigurationRoot Read(IEnumerable<KeyValuePair<string, string?>> overrides, string file = FileName)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(file), optional: true)
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(overrides)
                .Build();
            var unknown = Unknown(configuration).ToList();
            return unknown.Count == 0 ? configuration : throw new SettingsException(string.Join(Environment.NewLine, unknown));
        }
        catch (InvalidDataException e)
        {
            var place = e.GetBaseException() is JsonException { LineNumber: { } line } ? $", line {line + 1}" : "";
            throw new SettingsException($"{Path.GetFullPath(file)}{place} cannot be read: {e.GetBaseException().Message}");
        }
    }

    private static IEnumerable<string> Unknown(IConfigurationRoot configuration)
    {
        var names = Catalog.Names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from setting in configuration.AsEnumerable()
               where setting.Value is not null && !NoSettings.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)
               where !setting.Key.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase)
               where !names.Contains(WithoutIndex(setting.Key))
               select Message(setting.Key, Source(configuration, setting.Key), names);
    }

    private static string Message(string key, string source, IEnumerable<string> names)
    {
        var nearest = names.MinBy(name => Distance(name.ToLowerInvariant(), key.ToLowerInvariant()));
        return $"Unknown setting '{key}' in {source}. Did you mean '{nearest}'? docs/configuration.md lists them all.";
    }

    /// <summary>List items are settings of their list: <c>WebChat:AllowedOrigins:0</c>.</summary>
    private static string WithoutIndex(string key)
    {
        var last = key.LastIndexOf(':');
        return last > 0 && int.TryParse(key.AsSpan(last + 1), out _) ? key[..last] : key;
    }

    private static string Source(IConfigurationRoot configuration, string key) =>
        configuration.Providers.Last(p => p.TryGet(key, out _)) is EnvironmentVariablesConfigurationProvider
            ? $"the environment variable {EnvironmentPrefix}{key.Replace(":", "__", StringComparison.Ordinal)}"
            : FileName;

    /// <summary>Levenshtein distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
