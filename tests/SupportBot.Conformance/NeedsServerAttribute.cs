using System.Reflection;

namespace SupportBot.Conformance;

/// <summary>
/// An implementation that needs a server: its suite skips it as a whole, where the server's variable is not set.
/// </summary>
/// <param name="variable">The environment variable with the server's address.</param>
/// <param name="what">What it is to be set to.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsServerAttribute(string variable, string what) : Attribute
{
    public string Variable => variable;

    /// <summary>Why a class is skipped; null where it runs.</summary>
    public static string? ReasonToSkip(Type implementation) =>
        implementation.GetCustomAttribute<NeedsServerAttribute>() is { } needs
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(needs.Variable))
            ? $"{needs.Variable} is not set. Set it to {needs.What} to run these cases there."
            : null;

    private string What => what;
}
