namespace SupportBot.Settings;

internal static class DataFolder
{
    // Otherwise a misspelled name would create an empty data folder.
    public static void RequireDatabase(IConfiguration configuration)
    {
        var path = (configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions()).Path;
        var folder = Path.GetFullPath(path);
        if (File.Exists(Path.Combine(folder, "supportbot.db"))) return;
        if (SettingsCatalog.Problems(configuration).ToList() is { Count: > 0 } wrong)
            throw new SettingsException(wrong);
        var what = Directory.Exists(folder)
            ? $"The folder {folder} holds no database."
            : $"The data folder {folder} does not exist.";
        var message =
            $"{what} Name the right one with --data DIR, or read documents into a new one: supportbot ingest PATH";
        throw new SettingsException(LegacyDataFolder.Notice(path) is { } former ? [message, former] : [message]);
    }
}
