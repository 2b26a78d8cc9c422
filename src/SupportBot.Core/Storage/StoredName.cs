using System.Text.Json;

namespace SupportBot.Core.Storage;

// The values of enumerations as text columns: in camel case.
internal static class StoredName
{
    public static string Of<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static T Parse<T>(string name) where T : struct, Enum => Enum.Parse<T>(name, ignoreCase: true);
}
