using System.ComponentModel.DataAnnotations;
using SupportBot.Core.Privacy;

namespace SupportBot.Privacy;

/// <summary>How many days what is kept; 0 for ever.</summary>
internal sealed class RetentionOptions
{
    private const int Most = 36_500;
    private const string Wrong = "must be a number of days from 1 to 36500, or 0 for ever.";

    /// <summary>Messages, answers, feedback and reactions, from when they were stored.</summary>
    /// <value>Default 90.</value>
    [Range(0, Most, ErrorMessage = Wrong)]
    public int ConversationDays { get; set; } = 90;

    /// <summary>What the audit recorded of a reply, and the document versions that only such records name.</summary>
    /// <value>Default 365.</value>
    [Range(0, Most, ErrorMessage = Wrong)]
    public int AuditDays { get; set; } = 365;

    /// <summary>What models took, by day.</summary>
    /// <value>Default 730.</value>
    [Range(0, Most, ErrorMessage = Wrong)]
    public int UsageDays { get; set; } = 730;

    /// <summary>Vectors of a model, from when they were last wanted.</summary>
    /// <value>Default 180.</value>
    [Range(0, Most, ErrorMessage = Wrong)]
    public int VectorDays { get; set; } = 180;

    internal RetentionRules Rules => new(Days(ConversationDays), Days(AuditDays), Days(UsageDays), Days(VectorDays));

    private static TimeSpan? Days(int days) => days == 0 ? null : TimeSpan.FromDays(days);
}
