using SupportBot.Models.Tuning.Hosted;

namespace SupportBot.Models.Tuning.OpenWeight;

// What trainers on the Transformers library leave in their output folder.
internal static class TrainerState
{
    private const string FileName = "trainer_state.json";
    private const int MaxBytes = 16 * 1024 * 1024;

    // The weights are written before or after this file, so both must be there.
    public static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "adapter_config.json"))
        && (File.Exists(Path.Combine(folder, "adapter_model.safetensors"))
            || File.Exists(Path.Combine(folder, "adapter_model.bin")));

    // Empty before the first checkpoint, and where the file is being written.
    public static IReadOnlyList<LossPoint> Read(string folder)
    {
        try
        {
            if (!Directory.Exists(folder)) return [];
            var newest = new DirectoryInfo(folder).EnumerateFiles(FileName, SearchOption.AllDirectories)
                .MaxBy(file => file.LastWriteTimeUtc);
            if (newest is null || newest.Length > MaxBytes) return [];
            return TrainerJson.Parse(File.ReadAllText(newest.FullName)) is not { } state ? [] :
            [
                .. from entry in state.Items("log_history")
                   let loss = entry.Number("loss")
                   where loss is not null
                   select new LossPoint((long)(entry.Number("step") ?? 0), loss.Value),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
