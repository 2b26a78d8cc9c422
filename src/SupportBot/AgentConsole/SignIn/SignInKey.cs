using System.Security.Cryptography;
using System.Text;

namespace SupportBot.AgentConsole.SignIn;

// The key of the sign-in link that is printed where no issuer is configured. It works once; then the next is printed.
internal sealed class SignInKey(Action<string> print)
{
    private readonly Lock _lock = new();
    private string _key = NewKey();

    // Prints the link with the current key.
    public void Show() => print(_key);

    public bool IsCurrent(string? key) => Matches(key, _key);

    // Uses the key up. Only one of several simultaneous callers succeeds.
    public bool TryUse(string? key)
    {
        lock (_lock)
        {
            if (!Matches(key, _key)) return false;
            _key = NewKey();
        }
        Show();
        return true;
    }

    private static bool Matches(string? given, string key) =>
        given is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key));

    private static string NewKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
