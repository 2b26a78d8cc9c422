using SupportBot.Core.Storage;

namespace SupportBot.EndToEnd.Running;

/// <summary>The environment variable that ends the program at a failpoint.</summary>
internal static class FailpointSetting
{
    public const string Name = "FAILPOINT";

    /// <summary>Skips the test where the program is built without failpoints, since it would never end.</summary>
    public static (string Name, string Value) At(string failpoint)
    {
        Assert.SkipUnless(
            Failpoint.IsEnabled, "This build has no failpoints. Build it with -p:Failpoints=true, as ./test.sh does.");
        return (Name, failpoint);
    }
}
