namespace SupportBot.Testing;

/// <summary>
/// Files for evaluation and attack that are not part of the repository. They lie beside it in <c>../shared</c>, or
/// where the environment variables SUPPORTBOT_DATA and SUPPORTBOT_CONTRACTS say; a test that needs an absent one is skipped.
/// </summary>
internal static class SharedData
{
    /// <summary>The folder that holds SupportBot.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The full path of a data file or folder.</summary>
    public static string Data(string path) => Find("SUPPORTBOT_DATA", "data", path);

    /// <summary>The full path of a machine-readable contract.</summary>
    public static string Contract(string path) => Find("SUPPORTBOT_CONTRACTS", "contracts", path);

    /// <summary>Whether a contract is there, for a check that can be left out.</summary>
    public static bool HasContract(string path) => Path.Exists(Locate("SUPPORTBOT_CONTRACTS", "contracts", path));

    private static string Find(string variable, string folder, string path)
    {
        var full = Locate(variable, folder, path);
        if (!Path.Exists(full)) Assert.Skip($"{full} is absent. Set {variable} to the folder that holds {path}.");
        return full;
    }

    private static string Locate(string variable, string folder, string path) =>
        Path.GetFullPath(Path.Combine(Environment.GetEnvironmentVariable(variable) ?? Path.Combine(RepositoryRoot, "..", "shared", folder), path));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "SupportBot.sln")) ? folder : FindRoot(Directory.GetParent(folder)!.FullName);
}
