using System.ComponentModel.DataAnnotations;
using SupportBot.Core.Privacy;

namespace SupportBot.Privacy;

/// <summary>Retention period per kind of data, in days; 0 keeps it forever.</summary>
internal sealed class RetentionOptions
{
    private const int Most = 36_500;
    private const string Wrong = "must be a number of days from 1 to 36500, or 0 for ever.";

    /// <summary>Messages, answers, feedback and reactions, from the time they were stored.</summary>
    /// <value>Default 90.</value>
    [Range(0, Most, ErrorMessage = Wrong)]
    public int ConversationDays { get; set; } = 90;

    /// <summary>Contents of audit records, and the document versions that only those records cite.</summary>
    /// <value>Default 365.</value>
    [Range(0, Most, ErrorMessage = Wrong)]
    public int AuditDays { get; set; } = 365;

    /// <summary>Model usage per day.</summary>
    /// <value>Default 730.</value>
    [Range(0, Most, ErrorMessage = Wrong)]
    public int UsageDays { get; set; } = 730;

    /// <summary>Vectors of a model, from their last use.</summary>
    /// <value>Default 180.</value>
    [Range(0, Most, ErrorMessage = Wrong)]
    public int VectorDays { get; set; } = 180;

    internal RetentionRules Rules => new(Days(ConversationDays), Days(AuditDays), Days(UsageDays), Days(VectorDays));

    private static TimeSpan? Days(int days) => days == 0 ? null : TimeSpan.FromDays(days);
}
