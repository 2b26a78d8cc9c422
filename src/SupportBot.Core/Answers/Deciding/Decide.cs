using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>Step 3: answer, ask back or refuse, on raw evidence. Fused scores order passages and decide nothing.</summary>
internal static class Decide
{
    /// <summary>How many passages are read for evidence.</summary>
    private const int Read = 8;

    /// <summary>Below it too little of the question is in the documents.</summary>
    private const double LeastCoverage = 0.5;

    /// <summary>What a document of the talk so far is put before others.</summary>
    private const double Preferred = 0.1;

    public static Decision On(Understood.Search question, IReadOnlyList<WeighedTerm> terms, IReadOnlyList<Passage> passages, bool mayAskBack)
    {
        var candidates = Rank(question, terms, passages);
        if (terms.Count == 0)
            return mayAskBack ? new Decision.AskBack(Evidence(question, terms, candidates, "no-words"), []) : new Decision.Refuse(Evidence(question, terms, candidates, "no-words"), []);
        if (candidates.Count == 0) return new Decision.Refuse(Evidence(question, terms, candidates, "nothing-found"), []);
        var coverage = candidates.Max(candidate => candidate.Focus);
        return coverage < LeastCoverage
            ? new Decision.Refuse(Evidence(question, terms, candidates, "low-coverage"), [])
            : new Decision.Write(Evidence(question, terms, candidates, "covered"), terms, candidates);
    }

    /// <summary>Passages that hold more of the question come first, those of documents of the talk so far a little before others.</summary>
    private static List<Candidate> Rank(Understood.Search question, IReadOnlyList<WeighedTerm> terms, IReadOnlyList<Passage> passages)
    {
        var highest = passages.Count > 0 ? passages[0].Score : 1;
        return [.. passages.Take(Read).Select(passage => new Candidate(passage, terms)
            {
                Order = passage.Score / highest + (question.Documents.Contains(passage.Chunk.DocumentId) ? Preferred : 0),
            })
            .OrderByDescending(candidate => candidate.Rank)];
    }

    private static Evidence Evidence(Understood.Search question, IReadOnlyList<WeighedTerm> terms, List<Candidate> candidates, string reason) => new(
        question.Text,
        candidates.Count > 0 ? candidates.Max(candidate => candidate.Passage.Bm25) : 0,
        candidates.Max(candidate => candidate.Passage.Cosine),
        candidates.Count > 0 ? candidates.Max(candidate => candidate.Focus) : 0,
        [.. terms.Where((_, i) => candidates.All(candidate => candidate.Whole[i] == 0)).Select(term => term.Term.Word)],
        reason);
}
