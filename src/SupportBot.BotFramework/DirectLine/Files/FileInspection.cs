namespace SupportBot.BotFramework.DirectLine.Files;

/// <summary>Decides whether a file that somebody sent is accepted, and under which name and type.</summary>
public static class FileInspection
{
    private static readonly string[] Undeclared = ["", "application/octet-stream", "binary/octet-stream"];

    /// <summary>Inspects a file.</summary>
    /// <param name="name">Name that the sender gave; null or empty for none.</param>
    /// <param name="declaredType">Media type that the sender gave; null or empty for none.</param>
    /// <param name="content">The bytes, which decide the type. The name and the declared type must agree.</param>
    /// <param name="options">Accepted types and size.</param>
    /// <returns>The accepted file, or the reason for the refusal.</returns>
    public static InspectedFile Inspect(
        string? name, string? declaredType, ReadOnlySpan<byte> content, UploadOptions options)
    {
        if (content.Length > options.LargestFile) return new InspectedFile(FileProblem.TooLarge);
        var clean = FileName.Clean(name);
        return FileContent.Detect(content) is { } detected
            && TypeOf(detected, FileName.Extension(clean)) is { } type
            && options.Types.Contains(type.Name, StringComparer.OrdinalIgnoreCase)
            && Agrees(declaredType, type)
                ? new InspectedFile(null, FileName.WithExtension(clean, type), type)
                : new InspectedFile(FileProblem.UnsupportedType);
    }

    // Texts are told apart by their extension. A picture with the extension of another kind of picture is common, and
    // gets its own extension.
    private static FileType? TypeOf(FileType detected, string extension)
    {
        if (extension.Length == 0) return detected;
        var named = FileType.All.FirstOrDefault(type => type.Extensions.Contains(extension));
        if (named?.Family != detected.Family) return null;
        return detected.Family == FileFamily.Text ? named : detected;
    }

    private static bool Agrees(string? declaredType, FileType type)
    {
        var declared = (declaredType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return Undeclared.Contains(declared) || type.Declared.Contains(declared);
    }
}

/// <summary>Why a file is refused.</summary>
public enum FileProblem
{
    /// <summary>The type is not accepted, or name, declared type and bytes disagree.</summary>
    UnsupportedType,

    /// <summary>The file is too large.</summary>
    TooLarge,
}

/// <summary>Result of an inspection.</summary>
/// <param name="Problem">Why the file is refused; null if it is accepted.</param>
/// <param name="Name">Clean name with an extension of the type, at most 120 characters.</param>
/// <param name="Type">The type; null if the file is refused.</param>
public sealed record InspectedFile(FileProblem? Problem, string Name = "", FileType? Type = null);
