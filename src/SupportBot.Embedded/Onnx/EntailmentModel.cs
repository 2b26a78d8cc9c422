using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace SupportBot.Embedded.Onnx;

/// <summary>
/// A natural language inference model that runs in this process: a cross-encoder of the BERT family, which reads
/// premise and hypothesis as one pair with token types.
/// </summary>
public sealed class EntailmentModel : IDisposable
{
    // [CLS] premise [SEP] hypothesis [SEP]
    private const int SpecialTokens = 3;

    // A hypothesis takes at most half of the room.
    private const int MostOfHypothesis = 2;

    // Neighbouring windows of a long premise share a part, so that no sentence is cut in all of them.
    private const double WindowStep = 0.75;

    private readonly EntailmentModelFolder _folder;
    private readonly BertTokenizer _tokenizer;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <param name="path">
    /// The folder: <c>model.onnx</c> or <c>onnx/model.onnx</c>, <c>vocab.txt</c>, <c>config.json</c> with
    /// <c>id2label</c>, and optionally <c>tokenizer_config.json</c>.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// The folder does not hold such a model; the message says what is wrong.
    /// </exception>
    public EntailmentModel(string path)
    {
        _folder = new EntailmentModelFolder(path);
        var files = _folder.Files;
        (_tokenizer, _session) = (files.OpenTokenizer(), files.OpenModel());
        var missing = ((string[])["input_ids", "token_type_ids"]).Except(_session.InputNames).FirstOrDefault();
        if (missing is not null)
            throw files.Wrong($"has a model without the input {missing}, so that it reads no pairs");
        var unknown = _session.InputNames.FirstOrDefault(name => Input(name, [], 0) is null);
        if (unknown is not null) throw files.Wrong($"has a model that wants the input {unknown}, which no BERT has");
    }

    /// <summary>
    /// The probability that a premise entails a hypothesis: 0 to 1. A long premise is read in windows, of which the
    /// best counts.
    /// </summary>
    /// <param name="premise">A passage.</param>
    /// <param name="hypothesis">A sentence; one that fills more than half of the model's longest text gives 0.</param>
    /// <exception cref="InvalidDataException">The model's output does not have the labels of its config.</exception>
    public double Entails(string premise, string hypothesis)
    {
        var sentence = Tokens(hypothesis);
        var room = _folder.Files.LongestText - SpecialTokens - sentence.Count;
        if (sentence.Count == 0 || room < _folder.Files.LongestText / MostOfHypothesis - SpecialTokens) return 0;
        return Windows(Tokens(premise), room).Max(window => Run(window, sentence));
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private IReadOnlyList<int> Tokens(string text) => _tokenizer.EncodeToIds(text, addSpecialTokens: false);

    private static IEnumerable<IReadOnlyList<int>> Windows(IReadOnlyList<int> tokens, int room)
    {
        var step = Math.Max(1, (int)(room * WindowStep));
        for (var from = 0; from == 0 || from + room - step < tokens.Count; from += step)
            yield return [.. tokens.Skip(from).Take(room)];
    }

    private double Run(IReadOnlyList<int> premise, IReadOnlyList<int> hypothesis)
    {
        int[] ids =
        [
            _tokenizer.ClassificationTokenId, .. premise, _tokenizer.SeparatorTokenId,
            .. hypothesis, _tokenizer.SeparatorTokenId,
        ];
        var inputs = _session.InputNames.ToDictionary(name => name, name => Input(name, ids, premise.Count + 2)!);
        try
        {
            using var outputs = _session.Run(_run, inputs, [_session.OutputNames[0]]);
            var logits = outputs[0].GetTensorDataAsSpan<float>();
            if (logits.Length != _folder.Classes)
                throw _folder.Files.Wrong($"has a model with {logits.Length} outputs for {_folder.Classes} labels");
            var shares = new float[logits.Length];
            TensorPrimitives.SoftMax(logits, shares);
            return shares[_folder.Entailment];
        }
        finally
        {
            foreach (var input in inputs.Values) input.Dispose();
        }
    }

    // The second text begins at an index and has the token type 1.
    private static OrtValue? Input(string name, int[] ids, int second)
    {
        Func<int, long>? of = name switch
        {
            "input_ids" => i => ids[i],
            "attention_mask" => _ => 1,
            "token_type_ids" => i => i < second ? 0 : 1,
            _ => null,
        };
        return of is null
            ? null
            : OrtValue.CreateTensorValueFromMemory([.. Enumerable.Range(0, ids.Length).Select(of)], [1, ids.Length]);
    }
}
