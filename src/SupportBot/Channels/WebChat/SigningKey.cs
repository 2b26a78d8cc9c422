using System.Security.Cryptography;
using SupportBot.Settings;

namespace SupportBot.Channels.WebChat;

/// <summary>The key that signs visitors' tokens, where none is set: made once and kept, so that conversations survive a restart.</summary>
internal static class SigningKey
{
    private const string FileName = "webchat.key";
    private const int Length = 32;

    /// <summary>The key of a data folder, made where it has none; only its owner may read the file.</summary>
    /// <exception cref="SettingsException">The file cannot be used, or holds something else.</exception>
    public static byte[] In(string dataFolder)
    {
        var file = Path.GetFullPath(Path.Combine(dataFolder, FileName));
        try
        {
            if (!File.Exists(file)) Make(file);
            return TryRead(File.ReadAllText(file), out var key)
                ? key
                : throw new SettingsException($"{file} holds no signing key. Delete it; visitors then begin new conversations.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file} cannot be used: {e.Message}");
        }
    }

    /// <summary>Reads base64.</summary>
    public static bool TryRead(string text, out byte[] key)
    {
        key = new byte[Length];
        var bytes = new byte[text.Length];
        var valid = Convert.TryFromBase64String(text.Trim(), bytes, out var written) && written == Length;
        if (valid) bytes.AsSpan(0, Length).CopyTo(key);
        return valid;
    }

    /// <summary>Moved into place whole, so that a crash leaves no half of a key.</summary>
    private static void Make(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(file + ".new", options)) writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
        File.Move(file + ".new", file);
    }
}
