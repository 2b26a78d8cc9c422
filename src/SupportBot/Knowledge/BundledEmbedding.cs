namespace SupportBot.Knowledge;

// snowflake-arctic-embed-xs beside the program; absent from builds with -p:BundledEmbedding=false.
internal static class BundledEmbedding
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "embedding", "arctic-xs");

    public static bool IsPresent { get; } = File.Exists(Path.Combine(Folder, "model.onnx"));
}
