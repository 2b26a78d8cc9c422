using System.Security.Cryptography;
using SupportBot.Settings;

namespace SupportBot.Channels.WebChat;

// Used if no key is configured. It is stored, so that conversations survive a restart.
internal static class WebChatSigningKey
{
    private const string FileName = "webchat.key";
    private const int Length = 32;

    public static byte[] ReadOrCreate(string dataFolder)
    {
        var file = Path.GetFullPath(Path.Combine(dataFolder, FileName));
        return TryRead(
            KeyFile.ReadOrMake(file, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))), out var key)
            ? key
            : throw new SettingsException(
                $"{file} contains no signing key. Delete it; visitors then start new conversations.");
    }

    public static bool TryRead(string text, out byte[] key)
    {
        key = new byte[Length];
        var bytes = new byte[text.Length];
        var valid = Convert.TryFromBase64String(text.Trim(), bytes, out var written) && written == Length;
        if (valid) bytes.AsSpan(0, Length).CopyTo(key);
        return valid;
    }
}
