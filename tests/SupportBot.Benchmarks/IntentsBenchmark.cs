using System.Numerics.Tensors;
using SupportBot.Benchmarks.Customers;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Onnx;
using SupportBot.Knowledge;

namespace SupportBot.Benchmarks;

/// <summary>
/// CLINC150's validation questions: how many that ask something are understood as questions, and how many that no
/// product answers are told apart before the search.
/// </summary>
internal static class IntentsBenchmark
{
    // Intents of the set that are talk with a bot here, and no questions to documents.
    private static readonly HashSet<string> Talk =
    [
        "greeting", "goodbye", "thank_you", "are_you_a_bot", "what_can_i_ask_you", "what_is_your_name", "who_made_you",
        "how_old_are_you", "do_you_have_pets", "where_are_you_from", "who_do_you_work_for", "what_are_your_hobbies",
        "meaning_of_life", "tell_joke", "fun_fact", "yes", "no", "maybe", "repeat", "cancel",
    ];

    // Those of them that there are examples for.
    private static readonly string[] Recognised =
    [
        "greeting", "goodbye", "thank_you", "are_you_a_bot", "what_can_i_ask_you", "what_is_your_name", "who_made_you",
        "yes", "no",
    ];

    private static readonly HashSet<Audience> Everybody = [Audience.Public];

    public static async Task<int> RunAsync()
    {
        if (await Clinc150.ReadAsync() is not { } set) return 0;
        var figures = new Figures();
        var questions = set["val"].Where(one => !Talk.Contains(one[1])).ToList();
        var taken = questions.Select(one => (Text: one[0], Topic: TopicOf(one[0])))
            .Where(one => one.Topic is not null).ToList();
        figures.Report("In scope: questions", questions.Count, "");
        figures.Report("In scope: understood as questions", 1 - taken.Count / (double)questions.Count, "");
        foreach (var (topic, count) in taken.CountBy(one => one.Topic!).OrderByDescending(topic => topic.Value))
            figures.Report($"In scope: taken for {topic}", count, "");
        figures.Report("In scope: taken for the wish for a human", Share(questions, topic => topic == "human"), "");
        // The examples were written with its training part in view, and without the other one.
        foreach (var part in (string[])["train", "val"])
            foreach (var intent in Recognised)
                figures.Report(
                    $"Talk: {intent} understood as talk, {part}",
                    Share([.. set[part].Where(one => one[1] == intent)], topic => topic is not null), "");
        figures.Report("Out of scope: questions", set["oos_val"].Length, "");
        figures.Report(
            "Out of scope: told apart before the search", Share(set["oos_val"], topic => topic is not null), "");
        await TryEmbeddingAsync(set, questions, figures);
        if (Environment.GetEnvironmentVariable(CustomersBenchmark.List) is not null)
        {
            foreach (var (text, topic) in taken) await Console.Error.WriteLineAsync($"{topic}: {text}");
            foreach (var one in set["train"].Where(one => Recognised.Contains(one[1]) && TopicOf(one[0]) is null))
                await Console.Error.WriteLineAsync($"missed {one[1]}: {one[0]}");
        }
        return figures.ExitCode;
    }

    // What the nearest example by the built-in embedding would add where the rules see a question.
    private static async Task TryEmbeddingAsync(
        IReadOnlyDictionary<string, string[][]> set, IReadOnlyList<string[]> questions, Figures figures)
    {
        using var bundled = new OnnxEmbedding(BundledEmbedding.Folder);
        var examples = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Questions", "talk.txt"))
            .Where(line => line[0] != '#').Select(line => line.Split(" | ")).ToList();
        var vectors = await bundled.GenerateAsync(examples.Select(example => example[1]));
        var topics = new Dictionary<string, string>
        {
            ["greeting"] = "greeting", ["goodbye"] = "goodbye", ["thank_you"] = "thanks", ["are_you_a_bot"] = "bot",
            ["what_can_i_ask_you"] = "abilities",
        };
        var talk = set["val"].Where(one => topics.ContainsKey(one[1])).ToList();
        var (asked, meant) = (await NearestAsync(questions), await NearestAsync(talk));
        foreach (var threshold in (double[])[.75, .8, .85, .9])
        {
            figures.Report(
                $"Embedding from {threshold}: talk understood as its topic",
                talk.Index().Count(one => TopicOf(one.Item[0]) == topics[one.Item[1]]
                    || (TopicOf(one.Item[0]) is null && meant[one.Index].Cosine >= threshold
                        && meant[one.Index].Topic == topics[one.Item[1]])) / (double)talk.Count, "");
            figures.Report(
                $"Embedding from {threshold}: questions taken for talk",
                asked.Count(one => one.Cosine >= threshold) / (double)asked.Count, "");
            figures.Report(
                $"Embedding from {threshold}: questions taken for the wish for a human",
                asked.Count(one => one.Cosine >= threshold && one.Topic == "human") / (double)asked.Count, "");
        }

        async Task<IReadOnlyList<(double Cosine, string Topic)>> NearestAsync(IReadOnlyList<string[]> messages) =>
            [.. (await bundled.GenerateAsync(messages.Select(message => message[0])))
                .Select(message => vectors.Index().Max(example => (
                    (double)TensorPrimitives.Dot(message.Vector.Span, example.Item.Vector.Span),
                    examples[example.Index][0])))];
    }

    private static double Share(IReadOnlyList<string[]> questions, Func<string?, bool> holds) =>
        questions.Count(one => holds(TopicOf(one[0]))) / (double)questions.Count;

    private static string? TopicOf(string text) =>
        QuestionUnderstanding.Message(new Question(text, [], Everybody)) is Understood.Talk talk ? talk.Topic : null;
}
