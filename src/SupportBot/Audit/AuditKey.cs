using System.Security.Cryptography;
using SupportBot.Settings;

namespace SupportBot.Audit;

internal static class AuditKey
{
    private const string FileName = "audit.key";

    public static ECDsa In(string dataFolder)
    {
        var file = Path.GetFullPath(Path.Combine(dataFolder, FileName));
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(KeyFile.ReadOrMake(file, Make));
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new SettingsException($"{file} holds no key. Put the file back from a backup; "
                + "without it, what was signed before cannot be checked.");
        }
    }

    private static string Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
