using System.Text.Json;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using SupportBot.Cli;
using SupportBot.Core;

namespace SupportBot.Settings;

internal static class Configuration
{
    public const string FileName = "supportbot.json";
    public const string EnvironmentPrefix = "SUPPORTBOT_";

    // Variables of tests and benchmarks, which are not settings.
    private static readonly string[] NoSettings = ["Data", "Contracts", "Tools", "Failpoint"];

    public static IConfigurationRoot Read(IEnumerable<KeyValuePair<string, string?>> overrides, string file = FileName)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(file), optional: true)
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(overrides)
                .Build();
            var wrong = Wrong(configuration);
            return wrong.Count == 0 ? configuration : throw new SettingsException(wrong);
        }
        catch (InvalidDataException e)
        {
            var (place, reason) = e.GetBaseException() is JsonException json
                ? JsonFault.Of(json)
                : ("", e.GetBaseException().Message);
            throw new SettingsException($"{Path.GetFullPath(file)}{place} cannot be read: {reason}");
        }
    }

    // Unknown names and values of the wrong type. These prevent binding, so the remaining settings are validated here
    // as well: the operator sees all errors at once.
    private static List<string> Wrong(IConfigurationRoot configuration)
    {
        var unknown = Unknown(configuration).ToList();
        var mistyped = SettingsCatalog.Mistyped(configuration).ToList();
        if (unknown.Count == 0 && mistyped.Count == 0) return [];
        var wrong = mistyped.Select(setting => setting.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var left = configuration.AsEnumerable().Where(setting => !wrong.Contains(WithoutIndex(setting.Key)));
        var bindable = new ConfigurationBuilder().AddInMemoryCollection(left).Build();
        return [.. unknown, .. mistyped.Select(setting =>
            $"{setting.Key}: {setting.Message}"), .. SettingsCatalog.Problems(bindable)];
    }

    private static IEnumerable<string> Unknown(IConfigurationRoot configuration)
    {
        var names = SettingsCatalog.Names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from setting in configuration.AsEnumerable()
               where setting.Value is not null && !NoSettings.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)
               where !setting.Key.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase)
               where !names.Contains(WithoutIndex(setting.Key))
               select Message(setting.Key, Source(configuration, setting.Key), names);
    }

    private static string Message(string key, string source, IEnumerable<string> names)
    {
        return $"Unknown setting '{key}' in {source}. Did you mean '{EditDistance.Nearest(key, names)}'? "
            + "docs/configuration.md lists them all.";
    }

    // Items belong to their list: WebChat:AllowedOrigins:0.
    internal static string WithoutIndex(string key)
    {
        var last = key.LastIndexOf(':');
        return last > 0 && int.TryParse(key.AsSpan(last + 1), out _) ? key[..last] : key;
    }

    private static string Source(IConfigurationRoot configuration, string key) =>
        configuration.Providers.Last(p => p.TryGet(key, out _)) is EnvironmentVariablesConfigurationProvider
            ? $"the environment variable {EnvironmentPrefix}{key.Replace(":", "__", StringComparison.Ordinal)}"
            : FileName;
}
