namespace SupportBot.BotFramework.DirectLine.Files;

/// <summary>Settings of the files that clients may send.</summary>
public sealed class UploadOptions
{
    /// <summary>Whether clients may send files.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Names of the accepted types, from <see cref="FileType.All"/>.</summary>
    /// <value>Default png, jpeg, gif, webp, pdf, txt, csv and log.</value>
    public IReadOnlyList<string> Types { get; set; } = FileType.Default;

    /// <summary>Maximum size of a file in bytes.</summary>
    /// <value>Default 10,485,760.</value>
    public int LargestFile { get; set; } = 10 * 1024 * 1024;

    /// <summary>Maximum size of all files of a message together, in bytes.</summary>
    /// <value>Default 20,971,520.</value>
    public int LargestMessage { get; set; } = 20 * 1024 * 1024;

    /// <summary>Maximum number of files of a message.</summary>
    /// <value>Default 5.</value>
    public int FilesPerMessage { get; set; } = 5;

    /// <summary>
    /// Bytes of files that a visitor, and a conversation, may store within <see cref="DirectLineOptions.QuotaWindow"/>.
    /// </summary>
    /// <value>Default 52,428,800.</value>
    public long BytesPerVisitor { get; set; } = 50 * 1024 * 1024;

    /// <summary>
    /// Bytes of files that all clients together may store within <see cref="DirectLineOptions.QuotaWindow"/>.
    /// </summary>
    /// <value>Default 1,073,741,824.</value>
    public long BytesPerHost { get; set; } = 1024 * 1024 * 1024;

    /// <summary>
    /// Bytes of unfinished uploads that are held in memory. An upload beyond them is refused with 503.
    /// </summary>
    /// <value>Default 67,108,864.</value>
    public long BufferedBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Time within which an upload must have arrived.</summary>
    /// <value>Default 2 minutes.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Minimum validity of the address of a file. Addresses change once an hour, so one is valid up to an hour longer.
    /// </summary>
    /// <value>Default 24 hours.</value>
    public TimeSpan AddressLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Maximum length of a thumbnail as a data URL, in characters. A longer one is dropped.</summary>
    /// <value>Default 65,536.</value>
    public int LongestThumbnail { get; set; } = 64 * 1024;
}
