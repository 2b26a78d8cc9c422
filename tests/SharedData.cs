using Xunit.v3;

namespace SupportBot.Testing;

/// <summary>
/// Files for evaluation and attack that are not part of the repository. They lie in <c>../shared</c>, or where the
/// environment variables SUPPORTBOT_DATA and SUPPORTBOT_CONTRACTS say. A test that needs one has the attribute
/// <see cref="NeedsSharedDataAttribute"/> and is skipped where the file is absent.
/// </summary>
internal static class SharedData
{
    /// <summary>The folder that holds SupportBot.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The full path of a data file or folder that the current test needs.</summary>
    public static string Data(string path) => Require("SUPPORTBOT_DATA", "data", path);

    /// <summary>The full path of a machine-readable contract that the current test needs.</summary>
    public static string Contract(string path) => Require("SUPPORTBOT_CONTRACTS", "contracts", path);

    /// <summary>The full path of a contract for an optional check; <see langword="null"/> where it is absent.</summary>
    public static string? ContractIfPresent(string path) =>
        Locate("SUPPORTBOT_CONTRACTS", "contracts", path) is var full && Path.Exists(full) ? full : null;

    private static string Require(string variable, string folder, string path)
    {
        // Fails with the data present too, so that a missing attribute is noticed by whoever forgets it.
        Assert.True(IsDeclared(), $"This test needs {path}, so it needs the attribute [NeedsSharedData].");
        var full = Locate(variable, folder, path);
        if (!Path.Exists(full)) Assert.Skip($"{full} is absent. Set {variable} to the folder that holds {path}.");
        return full;
    }

    private static bool IsDeclared()
    {
        var context = TestContext.Current;
        var traits = context.Test?.Traits ?? context.TestMethod?.Traits ?? context.TestClass?.Traits;
        return traits is null
            || traits.GetValueOrDefault(NeedsSharedDataAttribute.Name)?.Contains(NeedsSharedDataAttribute.Value)
                == true;
    }

    private static string Locate(string variable, string folder, string path) => Path.GetFullPath(Path.Combine(
        Environment.GetEnvironmentVariable(variable) ?? Path.Combine(RepositoryRoot, "..", "shared", folder), path));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "SupportBot.sln")) ? folder : FindRoot(Directory.GetParent(folder)!.FullName);
}

/// <summary>Marks tests that read shared data with the trait <c>Category=SharedData</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class NeedsSharedDataAttribute : Attribute, ITraitAttribute
{
    public const string Name = "Category";
    public const string Value = "SharedData";

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [KeyValuePair.Create(Name, Value)];
}
