namespace SupportBot.Core.Answers.Generation;

/// <summary>How a model's draft ended.</summary>
internal enum DraftEnd
{
    /// <summary>It was read to its end, and something of it was said.</summary>
    Whole,

    /// <summary>Nothing of it can be used, or there was none: the documents' own blocks answer.</summary>
    Failed,

    /// <summary>The passages do not tell, says the model.</summary>
    Declined,

    /// <summary>Something was said, and the model failed behind it.</summary>
    BrokenOff,
}
