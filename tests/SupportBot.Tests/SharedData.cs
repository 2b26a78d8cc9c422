namespace SupportBot.Tests;

/// <summary>The evaluation data that lies beside the repository, or where <c>SUPPORTBOT_DATA</c> says.</summary>
internal static class SharedData
{
    /// <summary>A folder of the data; the test is skipped where it is absent.</summary>
    public static string Folder(string name)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine(RepositoryRoot(), "..", "shared", "data"), name);
        Assert.SkipUnless(Directory.Exists(path), $"{Path.GetFullPath(path)} is not there: set SUPPORTBOT_DATA to the evaluation data.");
        return Path.GetFullPath(path);
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SupportBot.sln"))) folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!;
        return folder;
    }
}
