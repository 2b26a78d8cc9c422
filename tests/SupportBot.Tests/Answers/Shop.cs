using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Answers;

/// <summary>The documentation of an invented backup product, a dozen short documents.</summary>
internal static class Shop
{
    public static readonly IReadOnlyList<Chunk> English =
    [
        Page("password.md", "Password", "Change the password", """
            You can change the password on the settings page. To change it:

            1. Open **Settings**.
            2. Choose **Security**.
            3. Enter the new password twice.

            A password must have at least 12 characters.
            """),
        Page(
            "password.md",
            "Password",
            "Lost password",
            """
            If you forgot the password, start the server once with the option `--reset-password`.
            This option needs [write access](../storage.md) to the database.

            ```bash
            harbour-server --reset-password=<new password>
            ```
            """,
            1),
        Page(
            "retention.md", "Retention", "",
            "Harbour deletes old backup versions at the end of each backup. Harbour never deletes the last version."),
        Page("retention.md", "Retention", "Policies", """
            | Policy | Keeps |
            | --- | --- |
            | Smart | one backup a week |
            | Full | every backup |
            """, 1),
        Page(
            "telemetry.md", "Telemetry", "",
            "Harbour sends telemetry about crashes. Telemetry is off by default in the Enterprise edition."),
        Page(
            "telemetry.md", "Telemetry", "Opting out",
            "To opt out, set the environment variable `HARBOUR_TELEMETRY=none` before the start. ![shot](../shot.png)",
            1),
        Page(
            "onedrive.md", "OneDrive", "",
            "Harbour can store backups in OneDrive. You first need an AuthID, which you get from the login service."),
        Page(
            "s3.md", "Amazon S3", "",
            "Harbour can store backups in S3. Fill in the bucket, the access key and the region."),
        Page(
            "channels.md", "Release channels", "Stable",
            "The stable channel is recommended for most users. See [the download page](https://example.org/download)."),
        Page(
            "channels.md", "Release channels", "Canary",
            "The canary channel has the newest builds and is for developers.", 1),
        Page(
            "schedule.md", "Schedule", "",
            "A schedule starts a backup on chosen days. The default schedule runs every day at 13:00."),
        Page(
            "proxy.md", "Proxy", "",
            "Harbour uses the proxy of the operating system. Another proxy is set with `--proxy`."),
        Page(
            "restore.md",
            "Restore",
            "",
            "To restore files, choose the backup, then the version, then the files. Restored files keep their "
                + "permissions only on the same operating system."),
        Page(
            "encryption.md", "Encryption", "",
            "Backups are encrypted with AES-256 by default. Encryption cannot be switched off later."),
    ];

    public static readonly IReadOnlyList<Chunk> German =
    [
        Page("passwort.md", "Passwort", "Passwort ändern", """
            So ändern Sie das Passwort:

            1. Öffnen Sie die **Einstellungen**.
            2. Wählen Sie **Sicherheit**.
            """, language: "de"),
        Page(
            "lizenz.md", "Lizenzen", "",
            "Eine Lizenz gilt für fünf Geräte. Eine abgelaufene Lizenz sperrt nur neue Sicherungen.", language: "de"),
        Page(
            "wiederherstellung.md", "Wiederherstellung", "",
            "Dateien werden über den Reiter Wiederherstellen zurückgeholt. Die letzte Sicherung wird nie gelöscht.",
            language: "de"),
    ];

    public static Chunk Page(
        string document, string title, string section, string text, int ordinal = 0,
        Audience audience = Audience.Public, string language = "en") =>
        new()
    {
        DocumentId = document,
        Version = 1,
        Ordinal = ordinal,
        Title = title,
        Section = section.Length > 0 ? $"{title} › {section}" : title,
        Url = $"https://docs.test/{document}#{ordinal}",
        Text = text,
        Audience = audience,
        Language = language,
    };
}
