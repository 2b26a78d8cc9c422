using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ToyVoice;

/// <summary>
/// Trains an adapter on a folder that <c>supportbot voice train</c> prepared, and leaves what trainers on the
/// Transformers library leave.
/// </summary>
internal static partial class TrainVerb
{
    private const int Epochs = 6;
    private const int LogSteps = 2_000;

    // Most words are kept, and as many of them teach nothing more.
    private const double KeptShare = .3;

    public static int Run(string folder)
    {
        var pairs = File.ReadLines(Path.Combine(folder, "train.jsonl")).SelectMany(Pairs).Distinct().ToList();
        var taught = pairs.Select(pair => (Plain: Words.Of(pair.Plain), Styled: Words.Of(pair.Styled)))
            .Select(pair => (Words: pair.Plain, Edits: Restyling.Between(pair.Plain, pair.Styled)))
            .Where(pair => pair.Edits is not null).Select(pair => (pair.Words, Edits: pair.Edits!)).ToList();
        string[] edits = [.. taught.SelectMany(pair => pair.Edits).CountBy(edit => edit)
            .Where(edit => edit.Value >= 2).OrderByDescending(edit => edit.Value).Select(edit => edit.Key)];
        if (edits.Length < 2)
        {
            Console.Error.WriteLine($"{folder} teaches no restyling: no edit stands in it twice.");
            return 1;
        }
        var (tagger, random, steps) = (Tagger.Untrained(edits, seed: 1), new Random(1), 0);
        var (history, loss) = (new List<object>(), 0.0);
        Console.WriteLine(
            $"{pairs.Count} pairs of sentences, {taught.Count} with edits; {edits.Length} edits; "
                + $"{tagger.Parameters:#,0} parameters");
        for (var epoch = 0; epoch < Epochs; epoch++)
            foreach (var (words, right) in taught.Shuffle())
                for (var i = 0; i < words.Count; i++)
                {
                    var edit = Array.IndexOf(edits, right[i]);
                    if (edit < 0 || (right[i] == Restyling.Keep && random.NextDouble() > KeptShare)) continue;
                    loss += tagger.Learn(words, i, edit);
                    if (++steps % LogSteps != 0) continue;
                    history.Add(new { step = steps, loss = loss / LogSteps, epoch });
                    Console.WriteLine($"step {steps}, loss {loss / LogSteps:0.0000}");
                    loss = 0;
                }
        Save(Path.Combine(folder, "adapter"), tagger, history);
        return 0;
    }

    private static void Save(string adapter, Tagger tagger, List<object> history)
    {
        Directory.CreateDirectory(adapter);
        File.WriteAllText(
            Path.Combine(adapter, "trainer_state.json"), JsonSerializer.Serialize(new { log_history = history }));
        File.WriteAllText(
            Path.Combine(adapter, "adapter_config.json"),
            JsonSerializer.Serialize(new { base_model_name_or_path = ToyServer.Base, peft_type = "TOY" }));
        tagger.Write(Path.Combine(adapter, "adapter_model.bin"));
    }

    // Each sentence of the answer with the sentence of its passage that shares the most words with it.
    private static IEnumerable<(string Plain, string Styled)> Pairs(string line)
    {
        using var row = JsonDocument.Parse(line);
        var messages = row.RootElement.GetProperty("messages").EnumerateArray().ToList();
        var prompt = WritingPrompt.Read(messages[^2].GetProperty("content").GetString()!);
        var answer = messages[^1].GetProperty("content").GetString()!;
        foreach (Match sentence in Cited().Matches(answer))
        {
            var styled = $"{sentence.Groups["text"].Value.Trim()}.";
            var number = int.Parse(sentence.Groups["number"].Value, CultureInfo.InvariantCulture);
            if (number > prompt.Passages.Count) continue;
            var plain = Words.SentencesOf(prompt.Passages[number - 1]).MaxBy(one => Shared(one, styled));
            if (plain is not null && Shared(plain, styled) > .6) yield return (plain, styled);
        }
    }

    private static double Shared(string a, string b)
    {
        var (left, right) = (Words.Of(a).Select(word => word.Key).ToHashSet(),
            Words.Of(b).Select(word => word.Key).ToHashSet());
        return (double)left.Intersect(right).Count() / Math.Max(1, Math.Max(left.Count, right.Count));
    }

    [GeneratedRegex(@"(?<text>[^\[\]]+?)\s*\[(?<number>\d{1,2})\]\.")]
    private static partial Regex Cited();
}
