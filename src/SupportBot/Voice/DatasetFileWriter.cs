using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Voice.Training;
using SupportBot.Models.Prompts;

namespace SupportBot.Voice;

// Writes rows as trainers take them, one JSON object a line.
internal sealed class DatasetFileWriter(BrandPrompts prompts)
{
    public const string Sft = "sft";
    public const string Dpo = "dpo";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public int TokensOf(TrainingRow row) => PromptOf(row).TokensWith(row.Answer);

    // The lines of rows; for dpo without rows that are in the documents' own words already.
    public IReadOnlyList<string> Lines(IReadOnlyList<TrainingRow> rows, string format) =>
        [.. rows.Select(row => format == Dpo ? DpoLine(row) : SftLine(row)).OfType<string>()];

    // Returns what was written.
    public static DatasetFile Write(
        string path, IReadOnlyList<string> lines, string format, bool isValidation, bool withMark)
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: withMark);
        byte[] bytes =
        [
            .. encoding.GetPreamble(), .. encoding.GetBytes(string.Concat(lines.Select(line => $"{line}\n"))),
        ];
        File.WriteAllBytes(path, bytes);
        return new DatasetFile(Convert.ToHexStringLower(SHA256.HashData(bytes)), format, isValidation, lines.Count);
    }

    private string SftLine(TrainingRow row) => JsonSerializer.Serialize(
        new { messages = (Message[])[.. Prompt(row), new Message("assistant", row.Answer)] }, Json);

    private string? DpoLine(TrainingRow row) => PlainAnswer.Of(row) is not { } plain ? null : JsonSerializer.Serialize(
        new DpoPair(
            new DpoInput([.. Prompt(row)]), [new Message("assistant", row.Answer)], [new Message("assistant", plain)]),
        DpoJson);

    private IEnumerable<Message> Prompt(TrainingRow row)
    {
        var prompt = PromptOf(row);
        return [new Message("system", prompt.System), new Message("user", prompt.User)];
    }

    private WritingPrompt PromptOf(TrainingRow row) => WritingPrompt.Of(
        prompts, new WritingTask(row.Question, row.Language, row.Passages), row.ContentHash);

    private static readonly JsonSerializerOptions DpoJson = new(Json)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private sealed record Message(string Role, string Content);

    private sealed record DpoInput(IReadOnlyList<Message> Messages);

    private sealed record DpoPair(
        DpoInput Input, IReadOnlyList<Message> PreferredOutput, IReadOnlyList<Message> NonPreferredOutput);
}
