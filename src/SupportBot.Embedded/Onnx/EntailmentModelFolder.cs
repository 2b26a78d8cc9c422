using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportBot.Embedded.Onnx;

// A folder as Transformers exports a sequence classifier: the files of a SentenceModelFolder, and config.json with the
// labels of the outputs in id2label.
internal sealed class EntailmentModelFolder
{
    private const string Config = "config.json";

    public EntailmentModelFolder(string path)
    {
        Files = new SentenceModelFolder(path);
        var labels = Labels(Path.Combine(path, Config));
        Classes = labels.Count;
        Entailment = labels.Find(label => IsEntailment(label.Name))?.Index ?? -1;
        if (Entailment < 0)
            throw Files.Wrong($"names no label 'entailment' in id2label of its {Config}");
    }

    public SentenceModelFolder Files { get; }

    // The number of outputs.
    public int Classes { get; }

    // The output that stands for entailment, from 0.
    public int Entailment { get; }

    // Not "not_entailment", which models of two classes have beside it.
    private static bool IsEntailment(string name) => name.Equals("entailment", StringComparison.OrdinalIgnoreCase)
        || name.Equals("entailed", StringComparison.OrdinalIgnoreCase);

    private List<Label> Labels(string file)
    {
        try
        {
            return
            [
                .. from label in JsonNode.Parse(File.ReadAllText(file))?["id2label"]?.AsObject() ?? []
                   select new Label(
                       int.Parse(label.Key, CultureInfo.InvariantCulture), label.Value?.GetValue<string>() ?? ""),
            ];
        }
        catch (FileNotFoundException)
        {
            throw Files.Wrong($"has no {Config}, which names the labels of an entailment model");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw Files.Wrong($"has a file {Config} that names no labels in id2label");
        }
    }

    private sealed record Label(int Index, string Name);
}
