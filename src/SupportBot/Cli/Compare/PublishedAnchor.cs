namespace SupportBot.Cli.Compare;

// What others have published on the same choice, for scale. None was measured on your questions.
internal sealed record PublishedAnchor(string Finding, string Source)
{
    public static IReadOnlyList<PublishedAnchor> All { get; } =
    [
        new("In agriculture, tuning gave more than 6 points of accuracy, and retrieval 5 on top.", "arXiv 2401.08406"),
        new(
            "Retrieval beat unsupervised tuning on old and on new facts; both together do not always beat one.",
            "arXiv 2312.05934"),
        new(
            "A model tuned to read retrieved documents gained 35.25 points on HotpotQA and 76.35 on Torch Hub over "
                + "Llama-2.",
            "arXiv 2403.10131"),
        new("Tuning on facts that a model does not know makes it invent more, in proportion.", "arXiv 2405.04904"),
        new(
            "Style: people reach .756 against themselves and .626 against others; four ways to prompt for a style "
                + "reached .484 to .508.",
            "arXiv 2604.26460"),
    ];
}
