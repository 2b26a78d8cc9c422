using System.Security.Cryptography;
using SupportBot.Settings;

namespace SupportBot.Channels.WebChat;

/// <summary>
/// The key that signs visitors' tokens, where none is set: made once and kept, so that conversations survive a restart.
/// </summary>
internal static class SigningKey
{
    private const string FileName = "webchat.key";
    private const int Length = 32;

    /// <summary>The key of a data folder, made where it has none; only its owner may read the file.</summary>
    /// <exception cref="SettingsException">The file cannot be used, or holds something else.</exception>
    public static byte[] In(string dataFolder)
    {
        var file = Path.GetFullPath(Path.Combine(dataFolder, FileName));
        return TryRead(
            KeyFile.ReadOrMake(file, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))), out var key)
            ? key
            : throw new SettingsException(
                $"{file} holds no signing key. Delete it; visitors then begin new conversations.");
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
}
