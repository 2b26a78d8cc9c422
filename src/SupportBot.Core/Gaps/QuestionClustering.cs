namespace SupportBot.Core.Gaps;

// Leader clustering: each question joins the most similar leader or becomes one. The same questions in the same order
// give the same groups.
internal static class QuestionClustering
{
    // Minimum similarity of a question to its leader. Chosen on forty questions about this product; questions about
    // integrations with two different products reach .50.
    public const double Similar = 0.52;

    // Returns the index of each question's leader; that of a leader is its own.
    public static int[] Leaders(IReadOnlyList<QuestionVector> questions)
    {
        var leaders = new int[questions.Count];
        var all = new List<int>();
        var byWord = new Dictionary<string, List<(int Leader, double Weight)>>(StringComparer.Ordinal);
        for (var i = 0; i < questions.Count; i++)
        {
            leaders[i] = Nearest(questions, i, byWord, all) ?? i;
            if (leaders[i] != i) continue;
            all.Add(i);
            foreach (var (word, weight) in questions[i].Words)
            {
                if (!byWord.TryGetValue(word, out var holders)) byWord[word] = holders = [];
                holders.Add((i, weight));
            }
        }
        return leaders;
    }

    private static int? Nearest(
        IReadOnlyList<QuestionVector> questions, int i, Dictionary<string, List<(int Leader, double Weight)>> byWord,
        List<int> leaders)
    {
        var shared = new Dictionary<int, double>();
        foreach (var (word, weight) in questions[i].Words)
            foreach (var (leader, other) in byWord.GetValueOrDefault(word) ?? [])
                shared[leader] = shared.GetValueOrDefault(leader) + weight * other;
        if (questions[i].IsOfSentenceModel)
            foreach (var leader in leaders) shared.TryAdd(leader, 0);
        var (nearest, most) = ((int?)null, Similar);
        foreach (var (leader, words) in shared)
        {
            var similarity = questions[i].Similarity(questions[leader], words);
            if (similarity > most || (similarity == most && leader < (nearest ?? int.MaxValue)))
                (nearest, most) = (leader, similarity);
        }
        return nearest;
    }
}
