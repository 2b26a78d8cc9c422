namespace SupportBot.Settings;

internal static class SettingType
{
    // Values that cannot be converted, each with its key and the expected type.
    public static IEnumerable<(string Key, string Message)> Mistyped(IConfigurationSection setting, Type type)
    {
        if (type == typeof(IReadOnlyList<string>))
        {
            if (setting.Value is { Length: > 0 } value)
                yield return (setting.Path, $"must be a list, such as [ \"{value}\" ].");
        }
        else if (setting.GetChildren().Any(child => child.Value is not null))
        {
            yield return (setting.Path, $"must be {Describe(type)}, not a list.");
        }
        else if (setting.Value is { } text && !CanConvert(setting, type))
        {
            yield return (setting.Path, $"must be {Describe(type)}, not '{text}'.");
        }
    }

    private static bool CanConvert(IConfigurationSection setting, Type type)
    {
        try
        {
            return setting.Get(type) is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Describe(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var flag when flag == typeof(bool) => "true or false",
        var whole when whole == typeof(int) || whole == typeof(long) => "a whole number",
        var number when number == typeof(decimal) || number == typeof(double) => "a number",
        var time when time == typeof(TimeSpan) => "a time such as 00:00:30",
        { IsEnum: true } choice => $"one of: {string.Join(", ", Enum.GetNames(choice))}",
        _ => "one value",
    };
}
