using System.ComponentModel.DataAnnotations;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.Channels.WebChat;

/// <summary>Files and pictures that visitors and agents send in the web chat.</summary>
internal sealed class FilesOptions : IValidatableObject
{
    /// <summary>Whether visitors may send files.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Types that are accepted: <c>png</c>, <c>jpeg</c>, <c>gif</c>, <c>webp</c>, <c>pdf</c>, <c>txt</c>, <c>csv</c>,
    /// <c>log</c> and <c>zip</c>. The bytes of a file decide which type it is.
    /// </summary>
    /// <value>Default empty: all of them but <c>zip</c>.</value>
    public IReadOnlyList<string> Types { get; set; } = [];

    /// <summary>Maximum size of a file in bytes.</summary>
    /// <value>Default 10485760.</value>
    [Range(1, 104_857_600, ErrorMessage = "must be from 1 to 104857600.")]
    public int MaxBytes { get; set; } = 10_485_760;

    /// <summary>Maximum size of all files of a message together, in bytes.</summary>
    /// <value>Default 20971520.</value>
    [Range(1, 104_857_600, ErrorMessage = "must be from 1 to 104857600.")]
    public int MaxBytesPerMessage { get; set; } = 20_971_520;

    /// <summary>Maximum number of files of a message.</summary>
    /// <value>Default 5.</value>
    [Range(1, 50, ErrorMessage = "must be from 1 to 50.")]
    public int MaxPerMessage { get; set; } = 5;

    /// <summary>Bytes of files that a visitor, and a conversation, may store within an hour.</summary>
    /// <value>Default 52428800.</value>
    [Range(1, 10_000_000_000, ErrorMessage = "must be from 1 to 10000000000.")]
    public long BytesPerHour { get; set; } = 52_428_800;

    /// <summary>Bytes of files that all visitors together may store within an hour.</summary>
    /// <value>Default 1073741824.</value>
    [Range(1, 1_000_000_000_000, ErrorMessage = "must be from 1 to 1000000000000.")]
    public long HostBytesPerHour { get; set; } = 1_073_741_824;

    internal IReadOnlyList<string> AcceptedTypes =>
        Types.Count > 0 ? [.. Types.Select(type => type.ToLowerInvariant()).Distinct()] : FileType.Default;

    internal void Apply(UploadOptions uploads)
    {
        uploads.Enabled = Enabled;
        uploads.Types = AcceptedTypes;
        uploads.LargestFile = MaxBytes;
        uploads.LargestMessage = Math.Max(MaxBytes, MaxBytesPerMessage);
        uploads.FilesPerMessage = MaxPerMessage;
        uploads.BytesPerVisitor = BytesPerHour;
        uploads.BytesPerHost = HostBytesPerHour;
        // At least one upload of the largest size, in any case.
        uploads.BufferedBytes = Math.Max(uploads.BufferedBytes, 2L * uploads.LargestMessage);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var type in Types.Where(type => FileType.Find(type.ToLowerInvariant()) is null))
            yield return new ValidationResult(
                $"'{type}' is no type. Choose from {string.Join(", ", FileType.All.Select(known => known.Name))}.",
                [nameof(Types)]);
    }
}
