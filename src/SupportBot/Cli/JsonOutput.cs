using System.Text.Encodings.Web;
using System.Text.Json;

namespace SupportBot.Cli;

internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Web =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(object document) => Terminal.WriteJson(JsonSerializer.Serialize(document, Web));
}
