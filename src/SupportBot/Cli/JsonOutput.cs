using System.Text.Encodings.Web;
using System.Text.Json;

namespace SupportBot.Cli;

/// <summary>What <c>--json</c> prints: one document, one line, and nothing else.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(object document) => Terminal.WriteJson(JsonSerializer.Serialize(document, Web));
}
