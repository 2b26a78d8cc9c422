using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace SupportBot.Embedded.Onnx;

// A folder as Sentence Transformers writes it: model.onnx (or onnx/model.onnx), vocab.txt, and optionally
// tokenizer_config.json, sentence_bert_config.json, config_sentence_transformers.json and 1_Pooling/config.json.
internal sealed class SentenceModelFolder
{
    // The number of positions of a BERT model.
    private const int MaxTokens = 512;

    private const int MaxPrefix = 500;

    private readonly string _path;

    public SentenceModelFolder(string path)
    {
        _path = path;
        Model = Existing("model.onnx") ?? Existing("onnx/model.onnx")
            ?? throw Wrong("has no model.onnx, neither itself nor in its folder onnx");
        Vocabulary = Existing("vocab.txt")
            ?? throw Wrong("has no vocab.txt: the model must be of the BERT family, with a WordPiece vocabulary");
        var tokenizer = Json("tokenizer_config.json");
        IsLowerCase = Flag(tokenizer, "do_lower_case") ?? true;
        StripsAccents = Flag(tokenizer, "strip_accents") ?? IsLowerCase;
        LongestText = Math.Min(
            MaxTokens,
            Number(Json("sentence_bert_config.json"), "max_seq_length") ?? Number(tokenizer, "model_max_length")
                ?? MaxTokens);
        Pooling = PoolingOf(Json("1_Pooling/config.json"));
        QuestionPrefix = PrefixOf(Json("config_sentence_transformers.json"));
    }

    public string Model { get; }

    public string Vocabulary { get; }

    public bool IsLowerCase { get; }

    public bool StripsAccents { get; }

    // Tokens per text including the start and end tokens; the rest is truncated.
    public int LongestText { get; }

    public Pooling Pooling { get; }

    // The prompt "query", or else the default one; empty if there is none.
    public string QuestionPrefix { get; }

    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Model)!, "*.onnx*")
            .Append(Vocabulary).Order(StringComparer.Ordinal))
        {
            using var bytes = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(bytes));
        }
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
            new { IsLowerCase, StripsAccents, LongestText, Pooling, QuestionPrefix }));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public BertTokenizer OpenTokenizer() => BertTokenizer.Create(Vocabulary, new BertOptions
    {
        LowerCaseBeforeTokenization = IsLowerCase, RemoveNonSpacingMarks = StripsAccents,
    });

    // Uses half of the cores, so that background work leaves the others to questions.
    public InferenceSession OpenModel()
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = Math.Max(1, Environment.ProcessorCount / 2),
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            // A pattern is kept for each shape of the input, and texts have many lengths.
            EnableMemoryPattern = false,
        };
        // Weights outside the arena, which grows in powers of two.
        options.AddSessionConfigEntry("session.use_device_allocator_for_initializers", "1");
        // Threads without work sleep at once instead of taking processor time from answers.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(Model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw Wrong($"has a model that cannot be opened ({e.Message.Trim()})");
        }
    }

    public InvalidDataException Wrong(string why) => new($"The folder {_path} {why}.");

    private Pooling PoolingOf(JsonObject? json)
    {
        if (json is null || Flag(json, "pooling_mode_mean_tokens") == true) return Pooling.Mean;
        return Flag(json, "pooling_mode_cls_token") == true
            ? Pooling.Cls
            : throw Wrong("asks in 1_Pooling/config.json for another pooling than mean or cls");
    }

    private string PrefixOf(JsonObject? json)
    {
        var prompts = json?["prompts"] as JsonObject;
        var prefix = Text(prompts, "query")
            ?? (Text(json, "default_prompt_name") is { } name ? Text(prompts, name) : null) ?? "";
        return prefix.Length <= MaxPrefix
            ? prefix
            : throw Wrong($"has a prompt of more than {MaxPrefix} characters in config_sentence_transformers.json");
    }

    private string? Existing(string name) => Path.Combine(_path, name) is var file && File.Exists(file) ? file : null;

    private JsonObject? Json(string name)
    {
        try
        {
            return Existing(name) is { } file ? JsonNode.Parse(File.ReadAllText(file)) as JsonObject : null;
        }
        catch (JsonException)
        {
            throw Wrong($"has a file {name} that is not JSON");
        }
    }

    private static string? Text(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool? Flag(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    // Ignores unreasonable lengths, such as 10^30, which some tools write for "none".
    private static int? Number(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue<int>(out var number) && number > 2 ? number : null;
}
