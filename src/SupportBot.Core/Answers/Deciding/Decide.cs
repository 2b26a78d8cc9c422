using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Deciding;

/// <summary>
/// Step 3: answer, ask back or refuse, on raw evidence. Fused scores order passages and decide nothing.
/// </summary>
internal static class Decide
{
    /// <summary>How many of them are read for evidence, and how many more of documents of the talk so far.</summary>
    private const int Read = 8, ReadOfTalk = 4;

    /// <summary>What a document of the talk so far is put before others.</summary>
    private const double Preferred = 0.25;

    /// <summary>How many passages to search: more where documents of the talk so far are to be among them.</summary>
    public static int Depth(Understood.Search question) => question.Documents.Count > 0 ? 30 : Read + 2;

    public static Decision On(
        Understood.Search question, IReadOnlyList<WeighedTerm> terms, IReadOnlyList<Passage> passages, bool mayAskBack)
    {
        var candidates = Rank(question, terms, passages);
        Evidence Because(string reason) => Evidence(question, terms, candidates, reason);
        if (terms.Count == 0)
            return mayAskBack
                ? new Decision.AskBack(Because("no-words"), [])
                : new Decision.Refuse(Because("no-words"), []);
        if (candidates.Count == 0) return new Decision.Refuse(Because("nothing-found"), []);
        if (Support.Of(candidates, terms) < Support.Least)
            return new Decision.Refuse(Because("low-support"), Topics.Near(candidates));
        if (mayAskBack && Topics.Choices(question, candidates) is { Count: > 1 } choices)
            return new Decision.AskBack(Because("several-topics"), choices);
        return new Decision.Write(Because("supported"), terms, candidates);
    }

    /// <summary>
    /// Passages that hold more of the question come first, those of documents of the talk so far a little before
    /// others.
    /// </summary>
    private static List<Candidate> Rank(
        Understood.Search question, IReadOnlyList<WeighedTerm> terms, IReadOnlyList<Passage> passages)
    {
        var highest = passages.Count > 0 ? passages[0].Score : 1;
        var ofTalk = passages.Skip(Read).Where(passage => question.Documents.Contains(passage.Chunk.DocumentId))
            .Take(ReadOfTalk);
        return [.. passages.Take(Read).Concat(ofTalk).Select(passage => new Candidate(passage, terms)
            {
                Order = passage.Score / highest
                    + (question.Documents.Contains(passage.Chunk.DocumentId) ? Preferred : 0),
            })
            .OrderByDescending(candidate => candidate.Rank)];
    }

    private static Evidence Evidence(
        Understood.Search question, IReadOnlyList<WeighedTerm> terms, List<Candidate> candidates, string reason) => new(
        question.Text,
        candidates.Count > 0 ? candidates.Max(candidate => candidate.Passage.Bm25) : 0,
        candidates.Max(candidate => candidate.Passage.Cosine),
        candidates.Count > 0 ? candidates.Max(candidate => candidate.Focus) : 0,
        [.. terms.Where((_, i) => candidates.All(candidate => candidate.Whole[i] == 0)).Select(term => term.Term.Word)],
        reason);
}
